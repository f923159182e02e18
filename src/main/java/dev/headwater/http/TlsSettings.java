package dev.headwater.http;

import java.nio.file.Path;

/**
 * How the service shows who it is.
 *
 * @param certificate a PEM file with its certificate, and those that lead from there to one that callers know
 * @param key a PEM file with the private key that belongs to it, not encrypted
 */
public record TlsSettings(Path certificate, Path key) {}
