// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * Takes what lies in a group and hands it on as one value: a map by name for a struct, a list, or a
 * map. Elements and values that are missing in a list or map are null there; what is missing in a
 * struct is left out. Confined to one thread.
 */
abstract class GroupValue extends GroupConverter {

  private final Converter[] children;

  private GroupValue(int fields) {
    this.children = new Converter[fields];
  }

  /** What takes values of {@code type}, of which {@code receiver} gets each one. */
  static Converter of(Type type, Consumer<Object> receiver, Consumer<String> faults) {
    if (type.isPrimitive()) {
      return new PrimitiveValue(type.asPrimitiveType(), receiver, faults);
    }
    GroupType group = type.asGroupType();
    return Field.isList(type)
        ? new ListValue(group, receiver, faults)
        : Field.isMap(type)
            ? new MapValue(group, receiver, faults)
            : new StructValue(group, receiver, faults);
  }

  /** Has field {@code index} taken care of. */
  final void child(int index, Type type, Consumer<Object> receiver, Consumer<String> faults) {
    children[index] = of(type, receiver, faults);
  }

  @Override
  public final Converter getConverter(int index) {
    return children[index];
  }

  private static final class StructValue extends GroupValue {

    private final Consumer<Object> receiver;
    private Map<String, Object> values = new LinkedHashMap<>();

    StructValue(GroupType type, Consumer<Object> receiver, Consumer<String> faults) {
      super(type.getFieldCount());
      this.receiver = receiver;
      for (int i = 0; i < type.getFieldCount(); i++) {
        Type field = type.getType(i);
        String name = field.getName();
        boolean repeated = field.isRepetition(Repetition.REPEATED);
        child(i, field, value -> put(name, repeated, value), faults);
      }
    }

    private void put(String name, boolean repeated, Object value) {
      if (repeated) {
        append(values.computeIfAbsent(name, absent -> new ArrayList<>()), value);
      } else {
        values.put(name, value);
      }
    }

    @Override
    public void start() {
      values = new LinkedHashMap<>();
    }

    @Override
    public void end() {
      receiver.accept(values);
    }
  }

  @SuppressWarnings("unchecked") // made as such where it was first needed
  private static void append(Object list, Object value) {
    ((List<Object>) list).add(value);
  }

  private static final class ListValue extends GroupValue {

    private final Consumer<Object> receiver;
    private List<@Nullable Object> elements = new ArrayList<>();

    ListValue(GroupType type, Consumer<Object> receiver, Consumer<String> faults) {
      super(1);
      this.receiver = receiver;
      Type repeated = type.getType(0);
      if (Field.isElement(type)) {
        child(0, repeated, value -> elements.add(value), faults);
      } else {
        super.children[0] = new Holder(repeated.asGroupType(), held -> elements.add(held), faults);
      }
    }

    @Override
    public void start() {
      elements = new ArrayList<>();
    }

    @Override
    public void end() {
      receiver.accept(Collections.unmodifiableList(elements));
    }
  }

  /** A group around one element, without which the element is missing. */
  private static final class Holder extends GroupValue {

    private final Consumer<@Nullable Object> receiver;
    private @Nullable Object held;

    Holder(GroupType type, Consumer<@Nullable Object> receiver, Consumer<String> faults) {
      super(1);
      this.receiver = receiver;
      child(0, type.getType(0), value -> held = value, faults);
    }

    @Override
    public void start() {
      held = null;
    }

    @Override
    public void end() {
      receiver.accept(held);
    }
  }

  private static final class MapValue extends GroupValue {

    private final Consumer<Object> receiver;
    private Map<String, @Nullable Object> entries = new LinkedHashMap<>();

    MapValue(GroupType type, Consumer<Object> receiver, Consumer<String> faults) {
      super(1);
      this.receiver = receiver;
      super.children[0] = new Entry(type.getType(0).asGroupType(), this::put, faults);
    }

    private void put(String key, @Nullable Object value) {
      // Of equal keys, the last one counts: so says the format.
      entries.put(key, value);
    }

    @Override
    public void start() {
      entries = new LinkedHashMap<>();
    }

    @Override
    public void end() {
      receiver.accept(Collections.unmodifiableMap(entries));
    }
  }

  /** Takes an entry of a map. */
  private interface EntryReceiver {
    void accept(String key, @Nullable Object value);
  }

  private static final class Entry extends GroupValue {

    private final EntryReceiver receiver;
    private final Consumer<String> faults;
    private @Nullable Object key;
    private @Nullable Object value;

    Entry(GroupType type, EntryReceiver receiver, Consumer<String> faults) {
      super(type.getFieldCount());
      this.receiver = receiver;
      this.faults = faults;
      child(0, type.getType(0), found -> key = found, faults);
      if (type.getFieldCount() > 1) {
        child(1, type.getType(1), found -> value = found, faults);
      }
    }

    @Override
    public void start() {
      key = null;
      value = null;
    }

    @Override
    public void end() {
      if (key == null) {
        faults.accept("an entry of a map has no key");
      } else {
        receiver.accept(key.toString(), value);
      }
    }
  }
}
