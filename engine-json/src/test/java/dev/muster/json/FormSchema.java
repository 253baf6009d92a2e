// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The published JSON Schema, as the jar has it, and what a validator of others says with it. */
final class FormSchema {

  static final String TEXT = read();

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(TEXT, InputFormat.JSON);

  private FormSchema() {}

  /** What is wrong with a document; empty if nothing is. */
  static String faults(String json) {
    return String.join(
        "; ", SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList());
  }

  static boolean accepts(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).isEmpty();
  }

  private static String read() {
    try (InputStream resource =
        Objects.requireNonNull(PredicateJson.class.getResourceAsStream("predicate.schema.json"))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
