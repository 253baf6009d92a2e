// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.text.TextSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published JSON Schema and the reader refuse the same. The reader knows more, names and types,
 * and so refuses more; but whatever the schema refuses, the reader refuses, too.
 */
class JsonSchemaTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> OTHER_VALUES =
      List.of(
          "null",
          "true",
          "false",
          "7",
          "-1",
          "1.5",
          "\"x\"",
          "\"\"",
          "[]",
          "{}",
          "[1,2,3]",
          "[{}]",
          "{\"x\":1}",
          "\"P1D\"",
          "\"2025-01-01\"",
          "{\"lat\":1,\"lon\":2}");

  private int refusedByBoth;
  private int refusedByReaderOnly;
  private int accepted;

  @Test
  void resource_isTheFileOfTheDocumentation() throws IOException {
    String file = Files.readString(Path.of("..", "docs", "formats", "predicate.schema.json"));

    assertThat(FormSchema.TEXT).isEqualTo(file);
    assertThat(FormSchema.accepts("{}")).isFalse();
  }

  @Test
  void surplusMembers_areRefusedByBoth() {
    forEachNode(
        (document, node) -> {
          if (node instanceof ObjectNode object) {
            for (String name : List.of("surplus", "isnt", "")) {
              object.put(name, 1);
              assertBothRefuse(document);
              object.remove(name);
            }
          }
        });
  }

  @Test
  void lackingMembers_areRefusedByTheReaderIfByTheSchema() {
    forEachNode(
        (document, node) -> {
          if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
              JsonNode value = object.remove(name);
              compare(document);
              object.set(name, value);
            }
          }
        });
    assertThat(refusedByBoth).isGreaterThan(200);
  }

  @Test
  void misspeltMembers_areRefusedByBoth() {
    forEachNode(
        (document, node) -> {
          if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
              JsonNode value = object.remove(name);
              object.set(name + "x", value);
              assertBothRefuse(document);
              object.remove(name + "x");
              object.set(name, value);
            }
          }
        });
  }

  @Test
  void otherValues_areRefusedByTheReaderIfByTheSchema() {
    List<JsonNode> others = OTHER_VALUES.stream().map(MAPPER::readTree).toList();
    forEachNode(
        (document, node) -> {
          if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
              JsonNode value = object.get(name);
              for (JsonNode other : others) {
                object.set(name, other);
                compare(document);
              }
              object.set(name, value);
            }
          } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
              JsonNode element = array.get(i);
              for (JsonNode other : others) {
                array.set(i, other);
                compare(document);
              }
              array.set(i, element);
            }
          }
        });
    assertThat(refusedByBoth).isGreaterThan(4_000);
    assertThat(accepted).isGreaterThan(200);
    assertThat(refusedByReaderOnly).isLessThan(refusedByBoth / 2);
  }

  /** Members of other kinds beside those that are there: two tests, two measures, two windows. */
  @Test
  void furtherMembers_areRefusedByTheReaderIfByTheSchema() {
    Map<String, String> further =
        Map.ofEntries(
            Map.entry("all", "[]"),
            Map.entry("not", "{\"all\":[]}"),
            Map.entry("exists", "true"),
            Map.entry("is", "1"),
            Map.entry("atLeast", "1"),
            Map.entry("lessThan", "9"),
            Map.entry("between", "[1,2]"),
            Map.entry("startsWith", "\"x\""),
            Map.entry("ignoringCase", "true"),
            Map.entry("count", "{\"is\":1}"),
            Map.entry("days", "{\"is\":1}"),
            Map.entry("occurrence", "\"last\""),
            Map.entry("window", "{\"last\":\"P1D\"}"),
            Map.entry("within", "\"P1D\""),
            Map.entry("last", "\"P1D\""),
            Map.entry("name", "\"loyal\""),
            Map.entry("zone", "\"Z\""));
    forEachNode(
        (document, node) -> {
          if (node instanceof ObjectNode object) {
            further.forEach(
                (name, value) -> {
                  if (!object.has(name)) {
                    object.set(name, MAPPER.readTree(value));
                    compare(document);
                    object.remove(name);
                  }
                });
          }
        });
    assertThat(refusedByBoth).isGreaterThan(2_000);
    assertThat(accepted).isGreaterThan(30);
  }

  /** Each object and array of each example, beside the document that it is a part of. */
  private static void forEachNode(BiConsumer<JsonNode, JsonNode> action) {
    for (FormPage.Example example : FormPage.examples()) {
      JsonNode document = MAPPER.readTree(example.document());
      List<JsonNode> nodes = new ArrayList<>();
      collect(document, nodes);
      nodes.forEach(node -> action.accept(document, node));
      assertThat(document).isEqualTo(MAPPER.readTree(example.document()));
    }
  }

  private static void collect(JsonNode node, List<JsonNode> nodes) {
    nodes.add(node);
    node.forEach(child -> collect(child, nodes));
  }

  private void assertBothRefuse(JsonNode document) {
    String json = document.toString();
    assertThat(FormSchema.accepts(json)).as(json).isFalse();
    assertThat(isRead(json)).as(json).isFalse();
  }

  private void compare(JsonNode document) {
    String json = document.toString();
    boolean fits = FormSchema.accepts(json);
    boolean read = isRead(json);
    if (read && !fits) {
      throw new AssertionError("read, but the schema has: " + FormSchema.faults(json) + json);
    }
    accepted += read ? 1 : 0;
    refusedByBoth += fits ? 0 : 1;
    refusedByReaderOnly += fits && !read ? 1 : 0;
  }

  private static boolean isRead(String json) {
    boolean segment = json.contains("\"name\"");
    try {
      Object read =
          segment
              ? SegmentJson.parse(json, TextSchema.SCHEMA)
              : PredicateJson.parse(json, TextSchema.SCHEMA);
      return read != null;
    } catch (JsonException e) {
      return false;
    }
  }
}
