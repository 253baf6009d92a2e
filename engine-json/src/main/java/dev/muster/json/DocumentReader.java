// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Predicate;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;

/** Reads a whole document: its version, and then what that version says. */
final class DocumentReader {

  private final JsonSource source;
  private final Schema schema;

  DocumentReader(String text, Schema schema) {
    this.source = new JsonSource(text);
    this.schema = schema;
  }

  Predicate predicate() {
    Members members = document();
    Predicate predicate = predicate(members);
    members.end();
    return predicate;
  }

  Segment segment() {
    Members members = document();
    JsonValue value = members.require("name");
    String name = new LiteralReader(source).text(value, "the name of the segment");
    Predicate predicate = predicate(members);
    members.end();
    return source.made(value, () -> Segment.of(name, predicate));
  }

  private Predicate predicate(Members members) {
    return new PredicateReader(source, schema).read(members.require("predicate"), 1);
  }

  /** Looks at the version before anything else: what follows may mean something else in others. */
  private Members document() {
    Members members = new Members(source, TreeReader.read(source), "a JSON object");
    JsonValue version = members.require("version");
    boolean known =
        version instanceof JsonValue.NumberValue number
            && number.text().equals(String.valueOf(PredicateJson.VERSION));
    if (!known) {
      throw source.unexpected(
          version, "version " + PredicateJson.VERSION + ", the only one there is so far");
    }
    return members;
  }
}
