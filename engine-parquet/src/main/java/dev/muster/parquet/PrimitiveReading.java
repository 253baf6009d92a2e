// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.GeographyLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.GeometryLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The values that physical ones stand for, by the logical type of their column; the table is in
 * {@code docs/parquet.md}. A value that stands for none is a {@link Fault}. Stateless.
 *
 * @param ints of a column of INT32
 * @param longs of a column of INT64
 * @param binaries of a column of bytes, of any or of fixed length
 */
record PrimitiveReading(
    IntFunction<Object> ints, LongFunction<Object> longs, Function<Binary, Object> binaries) {

  /** Why a physical value stands for nothing. */
  record Fault(String reason) {}

  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final long SECONDS_PER_DAY = 86_400;

  /** Day of the epoch, counted as INT96 does. */
  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  static PrimitiveReading of(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return new PrimitiveReading(
        intReading(annotation),
        longReading(annotation),
        binaryReading(annotation, type.getPrimitiveTypeName()));
  }

  private static IntFunction<Object> intReading(LogicalTypeAnnotation annotation) {
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return value -> BigDecimal.valueOf(value, decimal.getScale());
    }
    if (annotation instanceof DateLogicalTypeAnnotation) {
      return LocalDate::ofEpochDay;
    }
    if (annotation instanceof TimeLogicalTypeAnnotation time) {
      return value -> time(value, time.getUnit());
    }
    if (annotation instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return Integer::toUnsignedLong;
    }
    return value -> (long) value;
  }

  private static LongFunction<Object> longReading(LogicalTypeAnnotation annotation) {
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return value -> BigDecimal.valueOf(value, decimal.getScale());
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation timestamp) {
      return value -> timestamp(value, timestamp);
    }
    if (annotation instanceof TimeLogicalTypeAnnotation time) {
      return value -> time(value, time.getUnit());
    }
    if (annotation instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return value -> value >= 0 ? value : new BigInteger(Long.toUnsignedString(value));
    }
    return value -> value;
  }

  private static Function<Binary, Object> binaryReading(
      LogicalTypeAnnotation annotation, PrimitiveTypeName physical) {
    if (physical == PrimitiveTypeName.INT96) {
      return PrimitiveReading::legacyTimestamp;
    }
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return value -> decimal(value, decimal.getScale());
    }
    if (annotation instanceof UUIDLogicalTypeAnnotation) {
      return PrimitiveReading::uuid;
    }
    if (annotation instanceof Float16LogicalTypeAnnotation) {
      return PrimitiveReading::half;
    }
    if (annotation instanceof IntervalLogicalTypeAnnotation) {
      return PrimitiveReading::interval;
    }
    boolean bytes =
        annotation instanceof BsonLogicalTypeAnnotation
            || annotation instanceof GeometryLogicalTypeAnnotation
            || annotation instanceof GeographyLogicalTypeAnnotation
            || (annotation == null && physical == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);
    return bytes
        ? value -> Base64.getEncoder().encodeToString(value.getBytesUnsafe())
        : PrimitiveReading::text;
  }

  private static long nanosPer(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000_000;
      case MICROS -> 1_000;
      case NANOS -> 1;
    };
  }

  private static Object time(long value, TimeUnit unit) {
    long nanosPer = nanosPer(unit);
    return value >= 0 && value < NANOS_PER_DAY / nanosPer
        ? LocalTime.ofNanoOfDay(value * nanosPer).toString()
        : new Fault("expected a time of day, found " + value + " " + unit);
  }

  private static Object timestamp(long value, TimestampLogicalTypeAnnotation annotation) {
    long nanosPer = nanosPer(annotation.getUnit());
    long perSecond = 1_000_000_000 / nanosPer;
    long second = Math.floorDiv(value, perSecond);
    int nano = (int) (Math.floorMod(value, perSecond) * nanosPer);
    return annotation.isAdjustedToUTC()
        ? Instant.ofEpochSecond(second, nano)
        : LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
  }

  private static Object legacyTimestamp(Binary value) {
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytesUnsafe()).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    long day = bytes.getInt() - EPOCH_JULIAN_DAY;
    return Instant.ofEpochSecond(day * SECONDS_PER_DAY, nanos);
  }

  private static Object decimal(Binary value, int scale) {
    return value.length() == 0
        ? new Fault("expected the bytes of a decimal, found none")
        : new BigDecimal(new BigInteger(value.getBytesUnsafe()), scale);
  }

  private static Object uuid(Binary value) {
    if (value.length() != 2 * Long.BYTES) {
      return new Fault("expected the 16 bytes of a UUID, found " + value.length());
    }
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytesUnsafe());
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  private static Object half(Binary value) {
    if (value.length() != Short.BYTES) {
      return new Fault("expected the 2 bytes of a number, found " + value.length());
    }
    int bits = ByteBuffer.wrap(value.getBytesUnsafe()).order(ByteOrder.LITTLE_ENDIAN).getShort();
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  /** In the form of ISO 8601: months, days and seconds, none of which is a number of another. */
  private static Object interval(Binary value) {
    if (value.length() != 3 * Integer.BYTES) {
      return new Fault("expected the 12 bytes of an interval, found " + value.length());
    }
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytesUnsafe()).order(ByteOrder.LITTLE_ENDIAN);
    long months = Integer.toUnsignedLong(bytes.getInt());
    long days = Integer.toUnsignedLong(bytes.getInt());
    BigDecimal seconds = BigDecimal.valueOf(Integer.toUnsignedLong(bytes.getInt()), 3);
    return "P" + months + "M" + days + "DT" + seconds + "S";
  }

  private static Object text(Binary value) {
    byte[] bytes = value.getBytesUnsafe();
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      // Either it was there, or it stands for bytes that are no text.
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        return new Fault("expected text in UTF-8, found other bytes");
      }
    }
    return text;
  }
}
