// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a reader of records wants, and where in what is read of them each value is.
 * Immutable.
 *
 * @param schema that of the file, without what is not wanted
 * @param wanted where each wanted value is; no steps for one that the file does not have
 * @param others the fields that are not wanted, if they are to be shown
 */
record Projection(MessageType schema, List<List<String>> wanted, List<Field> others) {

  /**
   * @param wanted names of fields, or of structs that hold fields, or keys of maps, joined by dots
   */
  static Projection of(MessageType file, List<String> wanted, boolean others) {
    List<List<String>> found = wanted.stream().map(path -> steps(file, path)).toList();
    if (!others) {
      List<List<String>> kept = found.stream().filter(steps -> !steps.isEmpty()).toList();
      return new Projection(
          new MessageType(file.getName(), pruned(file, List.of(), kept)), found, List.of());
    }
    List<Field> rest =
        Field.of(file).stream().filter(field -> !isWithin(field.steps(), found)).toList();
    return new Projection(file, found, rest);
  }

  /** The steps that lead to {@code path}, of which a name may have dots itself. */
  private static List<String> steps(GroupType group, String path) {
    for (Type type : group.getFields()) {
      String name = type.getName();
      if (name.equals(path)) {
        return List.of(name);
      }
      if (Field.isMap(type) && path.startsWith(name + ".")) {
        return List.of(name, path.substring(name.length() + 1));
      }
      if (Field.isStruct(type) && path.startsWith(name + ".")) {
        List<String> rest = steps(type.asGroupType(), path.substring(name.length() + 1));
        if (!rest.isEmpty()) {
          List<String> all = new ArrayList<>(List.of(name));
          all.addAll(rest);
          return List.copyOf(all);
        }
      }
    }
    return List.of();
  }

  private static boolean isWithin(List<String> steps, List<List<String>> any) {
    return any.stream()
        .anyMatch(
            above ->
                !above.isEmpty()
                    && above.size() <= steps.size()
                    && steps.subList(0, above.size()).equals(above));
  }

  private static boolean isAbove(List<String> steps, List<List<String>> any) {
    return any.stream().anyMatch(below -> isWithin(below, List.of(steps)));
  }

  private static List<Type> pruned(GroupType group, List<String> at, List<List<String>> kept) {
    List<Type> fields = new ArrayList<>();
    for (Type type : group.getFields()) {
      List<String> steps = new ArrayList<>(at);
      steps.add(type.getName());
      if (kept.contains(steps) || (Field.isMap(type) && isAbove(steps, kept))) {
        fields.add(type);
      } else if (Field.isStruct(type)) {
        List<Type> below = pruned(type.asGroupType(), steps, kept);
        if (!below.isEmpty()) {
          fields.add(type.asGroupType().withNewFields(below));
        }
      }
    }
    return fields;
  }

  /** The wanted values of a record, null for missing ones. */
  @Nullable Object[] wantedOf(@Nullable Object[] record) {
    @Nullable Object[] values = new @Nullable Object[wanted.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(record, wanted.get(i));
    }
    return values;
  }

  /** The other values of a record, without missing ones. */
  Map<String, Object> othersOf(@Nullable Object[] record) {
    if (others.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : others) {
      Object value = value(record, field.steps());
      if (value != null) {
        values.put(field.path(), value);
      }
    }
    return values;
  }

  private @Nullable Object value(@Nullable Object[] record, List<String> steps) {
    if (steps.isEmpty()) {
      return null;
    }
    Object value = record[schema.getFieldIndex(steps.get(0))];
    for (int i = 1; i < steps.size() && value != null; i++) {
      value = ((Map<?, ?>) value).get(steps.get(i));
    }
    return value;
  }
}
