// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/** Takes the values of one record after the other. Holds one at a time; confined to one thread. */
final class RecordValues extends RecordMaterializer<RecordValues> {

  private final Converter[] fields;
  private final @Nullable Object[] values;
  private @Nullable String fault;

  private final GroupConverter root =
      new GroupConverter() {
        @Override
        public Converter getConverter(int index) {
          return fields[index];
        }

        @Override
        public void start() {
          clear();
        }

        @Override
        public void end() {}
      };

  RecordValues(MessageType schema) {
    this.fields = new Converter[schema.getFieldCount()];
    this.values = new @Nullable Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      int index = i;
      Type type = schema.getType(i);
      fields[i] =
          GroupValue.of(
              type,
              type.isRepetition(Repetition.REPEATED)
                  ? value -> append(index, value)
                  : value -> values[index] = value,
              this::fault);
    }
  }

  private void clear() {
    fault = null;
    Arrays.fill(values, null);
  }

  private void append(int index, Object value) {
    @SuppressWarnings("unchecked") // a field that repeats has nothing but this list
    List<Object> list = (List<Object>) values[index];
    if (list == null) {
      list = new ArrayList<>();
      values[index] = list;
    }
    list.add(value);
  }

  private void fault(String reason) {
    if (fault == null) {
      fault = reason;
    }
  }

  /** What is wrong with the record, or null. */
  @Nullable String fault() {
    return fault;
  }

  /** By field; null for a missing one. Changes with the next record. */
  @Nullable Object[] values() {
    return values;
  }

  @Override
  public RecordValues getCurrentRecord() {
    return this;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }
}
