package main

import (
	"fmt"

	"github.com/hamba/avro/v2"
)

// native gives JSON values the Go types that hamba/avro wants: a union's value in a map under its branch's name, whole numbers as int64.
func native(schema avro.Schema, value any) (any, error) {
	switch of := schema.(type) {
	case *avro.RefSchema:
		return native(of.Schema(), value)
	case *avro.UnionSchema:
		return branch(of, value)
	case *avro.RecordSchema:
		return record(of, value)
	case *avro.ArraySchema:
		return array(of, value)
	case *avro.PrimitiveSchema:
		return primitive(of, value)
	}
	return value, nil
}

// branch takes the null branch or the only other one: the schemas of events have no unions of more.
func branch(union *avro.UnionSchema, value any) (any, error) {
	if value == nil {
		return nil, nil
	}
	_, at := union.Indices()
	chosen := union.Types()[at]
	inner, err := native(chosen, value)
	if err != nil {
		return nil, err
	}
	name := string(chosen.Type())
	if named, ok := chosen.(avro.NamedSchema); ok {
		name = named.FullName()
	} else if ref, ok := chosen.(*avro.RefSchema); ok {
		name = ref.Schema().FullName()
	}
	return map[string]any{name: inner}, nil
}

func record(of *avro.RecordSchema, value any) (any, error) {
	given, ok := value.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%s is no object", of.FullName())
	}
	taken := map[string]any{}
	for _, field := range of.Fields() {
		one, there := given[field.Name()]
		if !there {
			continue
		}
		inner, err := native(field.Type(), one)
		if err != nil {
			return nil, err
		}
		taken[field.Name()] = inner
	}
	return taken, nil
}

func array(of *avro.ArraySchema, value any) (any, error) {
	given, ok := value.([]any)
	if !ok {
		return nil, fmt.Errorf("an array's value is no list")
	}
	taken := make([]any, len(given))
	for at, one := range given {
		inner, err := native(of.Items(), one)
		if err != nil {
			return nil, err
		}
		taken[at] = inner
	}
	return taken, nil
}

func primitive(of *avro.PrimitiveSchema, value any) (any, error) {
	number, ok := value.(float64)
	if !ok {
		return value, nil
	}
	switch of.Type() {
	case avro.Int:
		return int(number), nil
	case avro.Long:
		return int64(number), nil
	}
	return value, nil
}
