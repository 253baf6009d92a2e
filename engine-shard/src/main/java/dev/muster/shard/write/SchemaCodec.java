// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema as bytes, and back.
 *
 * <pre>
 * attributes    varint, then each: name, type, 1 if its changes are tracked, else 0
 * event types   varint, then each: name, number of properties, then each: name, type
 * type          a byte by kind, see below; of DECIMAL, one more byte of scale
 * </pre>
 */
public final class SchemaCodec {

  private static final int NAME_BYTES_MAX = 1 << 16;

  private SchemaCodec() {}

  /** {@code schema} as bytes. */
  public static byte[] encode(Schema schema) {
    ByteWriter out = new ByteWriter();
    write(schema, out);
    ByteBuffer written = out.buffer();
    byte[] bytes = new byte[written.remaining()];
    written.get(bytes);
    return bytes;
  }

  /**
   * The schema that {@code bytes} are of.
   *
   * @throws MalformedRecordException if they are of none
   */
  public static Schema decode(byte[] bytes) {
    ByteReader in = new ByteReader(ByteBuffer.wrap(bytes));
    Schema schema = read(in);
    if (in.hasMore()) {
      throw new MalformedRecordException("there is more than a schema");
    }
    return schema;
  }

  static void write(Schema schema, ByteWriter out) {
    out.writeVarint(schema.attributes().size());
    for (Attribute<?> attribute : schema.attributes()) {
      out.writeText(attribute.name());
      writeType(attribute.type(), out);
      out.writeByte(schema.tracksChanges(attribute.name()) ? 1 : 0);
    }
    out.writeVarint(schema.eventTypes().size());
    for (EventType type : schema.eventTypes()) {
      out.writeText(type.name());
      out.writeVarint(type.properties().size());
      for (Property<?> property : type.properties()) {
        out.writeText(property.name());
        writeType(property.type(), out);
      }
    }
  }

  private static void writeType(ValueType type, ByteWriter out) {
    out.writeByte(
        switch (type.kind()) {
          case BOOLEAN -> 1;
          case LONG -> 2;
          case DOUBLE -> 3;
          case DECIMAL -> 4;
          case STRING -> 5;
          case DATE -> 6;
          case TIMESTAMP -> 7;
          case STRING_SET -> 8;
          case GEO_POINT -> 9;
          case VERSION -> 10;
        });
    if (type.kind() == ValueType.Kind.DECIMAL) {
      out.writeByte(type.scale());
    }
  }

  /**
   * Reads a schema.
   *
   * @throws MalformedRecordException if it is not one
   */
  static Schema read(ByteReader in) {
    try {
      Schema.Builder builder = Schema.builder();
      for (int i = in.readCount(Schema.DEFINITIONS_MAX, "number of attributes"); i > 0; i--) {
        Attribute<?> attribute =
            Attribute.of(in.readText(NAME_BYTES_MAX, "name of an attribute"), readType(in));
        builder.attributes(attribute);
        if (in.readCount(1, "tracking of changes") == 1) {
          builder.trackingChanges(attribute);
        }
      }
      for (int i = in.readCount(Schema.DEFINITIONS_MAX, "number of event types"); i > 0; i--) {
        String name = in.readText(NAME_BYTES_MAX, "name of an event type");
        List<Property<?>> properties = new ArrayList<>();
        for (int p = in.readCount(64, "number of properties"); p > 0; p--) {
          properties.add(Property.of(in.readText(NAME_BYTES_MAX, "name"), readType(in)));
        }
        builder.eventTypes(EventType.of(name, properties));
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException("not a schema: " + e.getMessage(), e);
    }
  }

  private static ValueType readType(ByteReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case 1 -> ValueType.BOOLEAN;
      case 2 -> ValueType.LONG;
      case 3 -> ValueType.DOUBLE;
      case 4 -> ValueType.decimal(in.readByte());
      case 5 -> ValueType.STRING;
      case 6 -> ValueType.DATE;
      case 7 -> ValueType.TIMESTAMP;
      case 8 -> ValueType.STRING_SET;
      case 9 -> ValueType.GEO_POINT;
      case 10 -> ValueType.VERSION;
      default -> throw new MalformedRecordException("unknown type, kind=" + kind);
    };
  }
}
