// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.muster.schema.Attribute;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads exported rows back, by nothing but what the documentation says of them. */
final class PlainReading {

  private PlainReading() {}

  /**
   * Profiles by identifier; FastCSV does not tell a quoted nothing, so empty texts are looked up.
   */
  static Map<String, Map<String, Object>> ofCsv(String csv, List<Attribute<?>> attributes) {
    Map<String, Map<String, Object>> profiles = new TreeMap<>();
    Iterator<CsvRecord> records =
        CsvReader.builder().skipEmptyLines(false).ofCsvRecord(marked(csv)).iterator();
    records.next();
    while (records.hasNext()) {
      CsvRecord row = records.next();
      Map<String, Object> values = new TreeMap<>();
      for (int i = 0; i < attributes.size(); i++) {
        String cell = row.getField(i + 1);
        if (!cell.isEmpty()) {
          String text = cell.equals(EMPTY) ? "" : cell;
          values.put(attributes.get(i).name(), ofText(attributes.get(i).type(), text));
        }
      }
      profiles.put(row.getField(0), values);
    }
    return profiles;
  }

  private static final String EMPTY = "\u0001empty\u0001";

  /** The same with something in the quotes of every empty cell. */
  private static String marked(String csv) {
    StringBuilder marked = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      boolean emptyCell =
          !quoted
              && c == '"'
              && csv.charAt(i + 1) == '"'
              && (",\n".indexOf(csv.charAt(i - 1)) >= 0)
              && (",\n".indexOf(csv.charAt(i + 2)) >= 0);
      if (emptyCell) {
        marked.append('"').append(EMPTY).append('"');
        i++;
      } else {
        marked.append(c);
        quoted ^= c == '"';
      }
    }
    return marked.toString();
  }

  private static Object ofText(ValueType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.valueOf(text);
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case DECIMAL -> new BigDecimal(text);
      case STRING -> text;
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> Instant.parse(text);
      case STRING_SET -> members(text);
      case GEO_POINT ->
          new GeoPoint(
              Double.parseDouble(text.split(",")[0]), Double.parseDouble(text.split(",")[1]));
      case VERSION -> Version.parse(text);
    };
  }

  private static Set<String> members(String text) {
    Set<String> members = new HashSet<>();
    if (text.isEmpty()) {
      return members;
    }
    StringBuilder member = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '|') {
        members.add(member.toString());
        member.setLength(0);
      } else if (c == '\\') {
        char next = text.charAt(++i);
        member.append(next == 'e' ? "" : next);
      } else {
        member.append(c);
      }
    }
    members.add(member.toString());
    return members;
  }

  /** Profiles by identifier. */
  static Map<String, Map<String, Object>> ofJson(String lines, List<Attribute<?>> attributes) {
    Map<String, Map<String, Object>> profiles = new TreeMap<>();
    for (String line : lines.split("\n")) {
      JsonNode row = JsonMapper.shared().readTree(line);
      Map<String, Object> values = new TreeMap<>();
      for (Attribute<?> attribute : attributes) {
        JsonNode value = row.get(attribute.name());
        if (value != null) {
          values.put(attribute.name(), ofNode(attribute.type(), value));
        }
      }
      profiles.put(row.get("the id").stringValue(), values);
    }
    return profiles;
  }

  private static Object ofNode(ValueType type, JsonNode node) {
    return switch (type.kind()) {
      case BOOLEAN -> node.booleanValue();
      case STRING_SET -> {
        Set<String> members = new HashSet<>();
        node.forEach(member -> members.add(member.stringValue()));
        yield members;
      }
      case GEO_POINT -> new GeoPoint(node.get("lat").doubleValue(), node.get("lon").doubleValue());
      case DECIMAL -> new BigDecimal(node.asString()).setScale(type.scale());
      default -> ofText(type, node.asString());
    };
  }
}
