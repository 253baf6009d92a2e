// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.hash;

import dev.muster.shard.SchemaLayout;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.hash.ContentHash.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of all attributes, event types and properties, the words of their values, and the hash
 * of the schema itself. Made for one pass, after its epoch was pinned; shared by its threads.
 */
public final class SchemaHash {

  /** A column of the chunks. */
  record Column(int index, long key, ValueWords words) {}

  /** A property of an event type. */
  record Property(int index, long key, ValueWords words) {}

  /** An event type. */
  record Events(int index, long key, List<Property> properties) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<Events> events = new ArrayList<>();
  private long sum;

  /** The keys of {@code layout}. O(names and dictionaries). */
  public SchemaHash(SchemaLayout layout) {
    for (Field attribute : layout.attributes()) {
      long key = ContentHash.key(Kind.ATTRIBUTE, attribute.name());
      columns.add(new Column(attribute.index(), key, ValueWords.of(attribute)));
      String type = attribute.type().toString();
      if (attribute.isTracked()) {
        type += " tracked";
        long change = ContentHash.key(Kind.CHANGE, attribute.name());
        Field changes = layout.columns().get(attribute.changes());
        columns.add(new Column(attribute.changes(), change, ValueWords.of(changes)));
      }
      sum += ContentHash.mix(key ^ ContentHash.text(type));
    }
    for (EventFields type : layout.eventTypes()) {
      long key = ContentHash.key(Kind.EVENTS, type.name());
      List<Property> properties = new ArrayList<>();
      long ofProperties = 0;
      for (Field property : type.properties()) {
        long propertyKey = ContentHash.key(Kind.PROPERTY, property.name());
        properties.add(new Property(property.index(), propertyKey, ValueWords.of(property)));
        ofProperties += ContentHash.mix(propertyKey ^ ContentHash.text(property.type().toString()));
      }
      events.add(new Events(type.index(), key, properties));
      sum += ContentHash.mix(key ^ ofProperties);
    }
  }

  /** The hash of the schema. */
  public long value() {
    return sum;
  }

  List<Column> columns() {
    return columns;
  }

  List<Events> events() {
    return events;
  }
}
