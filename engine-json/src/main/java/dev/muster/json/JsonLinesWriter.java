// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Newline-delimited JSON: objects of the same members, one a line, each line ended by a line feed.
 * Values are written as in {@link ProfileJson}. Confined to one thread.
 */
public final class JsonLinesWriter implements Closeable {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().rootValueSeparator((String) null).build();

  private final List<String> names;
  private final JsonGenerator generator;
  private final JsonWriter json;

  /**
   * Nothing written yet.
   *
   * @param out closed with this
   * @param names of the members, in their order
   */
  public JsonLinesWriter(Writer out, List<String> names) {
    this.names = List.copyOf(names);
    this.generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    this.json = new JsonWriter(generator);
  }

  /**
   * Writes a line.
   *
   * @param values one for each name, as an engine has them; null for a member to be left out
   */
  public void line(@Nullable Object... values) throws IOException {
    if (values.length != names.size()) {
      throw new IllegalArgumentException(
          "a line has one value for each name, names=" + names.size() + " values=" + values.length);
    }
    try {
      generator.writeStartObject();
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        if (value != null) {
          json.name(names.get(i)).value(value);
        }
      }
      generator.writeEndObject();
      generator.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  /** Hands on what has been written, and closes. */
  @Override
  public void close() throws IOException {
    try {
      generator.close();
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }
}
