// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.schema.Attribute;
import dev.muster.value.GeoPoint;
import dev.muster.value.TextOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * How the values of an attribute are written: the type of its column, and each value. Immutable.
 *
 * @param name the name of the column
 * @param type as the file's schema has it
 * @param writer writes one value
 */
record AttributeColumn(String name, Type type, ValueWriter writer) {

  /** Writes a value that is there, in canonical form, of one type. */
  interface ValueWriter {
    void write(Object value, RecordConsumer to);
  }

  /** The digits and the bytes that every decimal of 64 bits has room in; 8 bytes hold but 18. */
  private static final int DECIMAL_DIGITS = 19;

  private static final int DECIMAL_BYTES = 9;

  static AttributeColumn of(Attribute<?> attribute) {
    String name = attribute.name();
    int scale = attribute.type().scale();
    return switch (attribute.type().kind()) {
      case BOOLEAN ->
          column(name, PrimitiveTypeName.BOOLEAN, (value, to) -> to.addBoolean((Boolean) value));
      case LONG -> column(name, PrimitiveTypeName.INT64, (value, to) -> to.addLong((Long) value));
      case DOUBLE ->
          column(name, PrimitiveTypeName.DOUBLE, (value, to) -> to.addDouble((Double) value));
      case DECIMAL ->
          new AttributeColumn(
              name,
              Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                  .length(DECIMAL_BYTES)
                  .as(LogicalTypeAnnotation.decimalType(scale, DECIMAL_DIGITS))
                  .named(name),
              (value, to) -> to.addBinary(decimal((BigDecimal) value)));
      case STRING, VERSION ->
          new AttributeColumn(
              name,
              Types.optional(PrimitiveTypeName.BINARY)
                  .as(LogicalTypeAnnotation.stringType())
                  .named(name),
              (value, to) -> to.addBinary(Binary.fromString(value.toString())));
      case DATE ->
          new AttributeColumn(
              name,
              Types.optional(PrimitiveTypeName.INT32)
                  .as(LogicalTypeAnnotation.dateType())
                  .named(name),
              (value, to) -> to.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay())));
      case TIMESTAMP ->
          new AttributeColumn(
              name,
              Types.optional(PrimitiveTypeName.INT64)
                  .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                  .named(name),
              (value, to) -> to.addLong(((Instant) value).toEpochMilli()));
      case STRING_SET ->
          new AttributeColumn(
              name,
              Types.optionalList()
                  .requiredElement(PrimitiveTypeName.BINARY)
                  .as(LogicalTypeAnnotation.stringType())
                  .named(name),
              (value, to) -> writeSet((Set<?>) value, to));
      case GEO_POINT ->
          new AttributeColumn(
              name,
              Types.optionalGroup()
                  .required(PrimitiveTypeName.DOUBLE)
                  .named("lat")
                  .required(PrimitiveTypeName.DOUBLE)
                  .named("lon")
                  .named(name),
              (value, to) -> writePoint((GeoPoint) value, to));
    };
  }

  private static AttributeColumn column(String name, PrimitiveTypeName type, ValueWriter writer) {
    return new AttributeColumn(name, Types.optional(type).named(name), writer);
  }

  void write(Object value, RecordConsumer to) {
    writer.write(value, to);
  }

  private static Binary decimal(BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    byte[] digits = unscaled.toByteArray();
    byte[] bytes = new byte[DECIMAL_BYTES];
    int padding = DECIMAL_BYTES - digits.length;
    Arrays.fill(bytes, 0, padding, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, bytes, padding, digits.length);
    return Binary.fromConstantByteArray(bytes);
  }

  private static void writeSet(Set<?> members, RecordConsumer to) {
    List<String> sorted =
        members.stream().map(String.class::cast).sorted(TextOrder::compare).toList();
    to.startGroup();
    if (!sorted.isEmpty()) {
      to.startField("list", 0);
      for (String member : sorted) {
        to.startGroup();
        to.startField("element", 0);
        to.addBinary(Binary.fromString(member));
        to.endField("element", 0);
        to.endGroup();
      }
      to.endField("list", 0);
    }
    to.endGroup();
  }

  private static void writePoint(GeoPoint point, RecordConsumer to) {
    to.startGroup();
    to.startField("lat", 0);
    to.addDouble(point.latitude());
    to.endField("lat", 0);
    to.startField("lon", 1);
    to.addDouble(point.longitude());
    to.endField("lon", 1);
    to.endGroup();
  }
}
