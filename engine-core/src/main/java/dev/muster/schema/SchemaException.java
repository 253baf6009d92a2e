// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

/**
 * A definition, a predicate or a write that does not fit the schema: an unknown name, a type that
 * differs, a definition that would change. The message names the rule and the names.
 */
public final class SchemaException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public SchemaException(String message) {
    super(message);
  }
}
