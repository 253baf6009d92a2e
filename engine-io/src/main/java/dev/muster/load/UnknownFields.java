// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is done about fields that the mapping does not name. Immutable. */
public final class UnknownFields {

  /** They are passed over. */
  public static final UnknownFields IGNORE = new UnknownFields("ignore", null);

  /** {@link LoadReport#unknownFields} tells which there are, and how many records have them. */
  public static final UnknownFields REPORT = new UnknownFields("report", null);

  private final String kind;
  private final @Nullable String documentName;

  private UnknownFields(String kind, @Nullable String documentName) {
    this.kind = kind;
    this.documentName = documentName;
  }

  /**
   * Each profile gets a document with those of its record, as one JSON object by path. Of profiles
   * only, and in an engine that keeps documents.
   */
  public static UnknownFields document(String name) {
    return new UnknownFields("document " + name, Objects.requireNonNull(name, "name"));
  }

  /** The name of the document, or null if there is none. */
  @Nullable String documentName() {
    return documentName;
  }

  /** Whether nobody wants to see them. */
  boolean areIgnored() {
    return this == IGNORE;
  }

  @Override
  public String toString() {
    return kind;
  }
}
