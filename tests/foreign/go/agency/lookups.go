package main

import (
	"context"

	"github.com/twmb/franz-go/pkg/sr"
)

// lookUps asks everything of a registry that a client asks to write and to read, and prints what it was told.
func lookUps(subject string) error {
	registry, err := openRegistry()
	if err != nil {
		return err
	}
	ctx := context.Background()
	subjects, err := registry.Subjects(ctx)
	if err != nil {
		return err
	}
	versions, err := registry.SubjectVersions(ctx, subject)
	if err != nil {
		return err
	}
	newest, err := registry.SchemaByVersion(ctx, subject, -1)
	if err != nil {
		return err
	}
	byVersion := []int{}
	for _, version := range versions {
		one, err := registry.SchemaByVersion(ctx, subject, version)
		if err != nil {
			return err
		}
		byVersion = append(byVersion, one.ID)
	}
	text, err := registry.SchemaTextByVersion(ctx, subject, newest.Version)
	if err != nil {
		return err
	}
	byID, err := registry.SchemaByID(ctx, newest.ID)
	if err != nil {
		return err
	}
	found, err := registry.LookupSchema(ctx, subject, newest.Schema)
	if err != nil {
		return err
	}
	usedBy, err := registry.SubjectsByID(ctx, newest.ID)
	if err != nil {
		return err
	}
	usedAs, err := registry.SchemaVersionsByID(ctx, newest.ID)
	if err != nil {
		return err
	}
	types, err := registry.SupportedTypes(ctx)
	if err != nil {
		return err
	}
	_, unknown := registry.SchemaByVersion(ctx, subject+"Unknown", -1)
	_, noVersion := registry.SchemaByVersion(ctx, subject, 999)
	_, noID := registry.SchemaByID(ctx, 1<<30)
	_, other := registry.LookupSchema(ctx, subject, sr.Schema{Schema: `{"type":"record","name":"Other","fields":[]}`})
	print(map[string]any{
		"subjects": subjects, "versions": versions, "newest": newest.Version, "id": newest.ID, "byVersion": byVersion,
		"sameText": text == newest.Schema.Schema && byID.Schema == text, "found": found.Version, "usedBy": usedBy, "usedAs": usedAs, "types": types,
		"codes": []int{codeOf(unknown), codeOf(noVersion), codeOf(noID), codeOf(other)},
	})
	return nil
}

// codeOf is the registry's own error code, or 0 where it sent none.
func codeOf(err error) int {
	if answer, ok := err.(*sr.ResponseError); ok {
		return answer.ErrorCode
	}
	return 0
}
