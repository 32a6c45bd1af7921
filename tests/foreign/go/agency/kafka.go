package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sasl/scram"
	"github.com/twmb/franz-go/pkg/sr"
)

// openKafka gives a client as its makers set it up, with SCRAM-SHA-512 over TLS.
func openKafka() (*kgo.Client, error) {
	certificate, err := os.ReadFile(os.Getenv("KAFKA_CA_FILE"))
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(certificate) {
		return nil, fmt.Errorf("no certificate in KAFKA_CA_FILE")
	}
	password, err := os.ReadFile(os.Getenv("KAFKA_PASSWORD_FILE"))
	if err != nil {
		return nil, err
	}
	user := scram.Auth{User: os.Getenv("KAFKA_USERNAME"), Pass: strings.TrimSpace(string(password))}
	return kgo.NewClient(
		kgo.SeedBrokers(strings.Split(os.Getenv("KAFKA_BROKERS"), ",")...),
		kgo.DialTLSConfig(&tls.Config{RootCAs: roots}),
		kgo.SASL(user.AsSha512Mechanism()),
	)
}

func openRegistry() (*sr.Client, error) {
	return sr.NewClient(sr.URLs(os.Getenv("SCHEMA_REGISTRY_URL")))
}
