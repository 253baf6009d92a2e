// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Predicate;
import dev.muster.segment.Segment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a whole document: version, name if it has one, predicate. */
final class DocumentWriter implements Consumer<JsonWriter> {

  private final @Nullable String name;
  private final Predicate predicate;

  DocumentWriter(Predicate predicate) {
    this.name = null;
    this.predicate = predicate;
  }

  DocumentWriter(Segment segment) {
    this.name = segment.name();
    this.predicate = segment.predicate();
  }

  @Override
  public void accept(JsonWriter out) {
    out.object(
        members -> {
          members.name("version").whole(PredicateJson.VERSION);
          if (name != null) {
            members.name("name").text(name);
          }
          members.name("predicate");
          new PredicateWriter(out).write(predicate);
        });
  }
}
