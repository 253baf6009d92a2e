// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.parquet.PrimitiveReading.Fault;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one column and hands them on as Java values. What a dictionary holds is made
 * once, not once for each use. Confined to one thread.
 */
final class PrimitiveValue extends PrimitiveConverter {

  private final PrimitiveReading reading;
  private final boolean binary;
  private final Consumer<Object> receiver;
  private final Consumer<String> faults;
  private @Nullable Dictionary dictionary;
  private @Nullable Object[] ofDictionary = new @Nullable Object[0];

  PrimitiveValue(PrimitiveType type, Consumer<Object> receiver, Consumer<String> faults) {
    this.reading = PrimitiveReading.of(type);
    this.binary =
        switch (type.getPrimitiveTypeName()) {
          case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> true;
          case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> false;
        };
    this.receiver = receiver;
    this.faults = reason -> faults.accept("'" + type.getName() + "': " + reason);
  }

  private void deliver(Object value) {
    if (value instanceof Fault fault) {
      faults.accept(fault.reason());
    } else {
      receiver.accept(value);
    }
  }

  @Override
  public void addBoolean(boolean value) {
    deliver(value);
  }

  @Override
  public void addInt(int value) {
    deliver(reading.ints().apply(value));
  }

  @Override
  public void addLong(long value) {
    deliver(reading.longs().apply(value));
  }

  @Override
  public void addFloat(float value) {
    deliver((double) value);
  }

  @Override
  public void addDouble(double value) {
    deliver(value);
  }

  @Override
  public void addBinary(Binary value) {
    deliver(reading.binaries().apply(value));
  }

  @Override
  public boolean hasDictionarySupport() {
    return binary;
  }

  @Override
  public void setDictionary(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.ofDictionary = new @Nullable Object[dictionary.getMaxId() + 1];
  }

  @Override
  public void addValueFromDictionary(int id) {
    Object value = ofDictionary[id];
    if (value == null) {
      if (dictionary == null) {
        throw new IllegalStateException("there is no dictionary, id=" + id);
      }
      value = reading.binaries().apply(dictionary.decodeToBinary(id));
      ofDictionary[id] = value;
    }
    deliver(value);
  }
}
