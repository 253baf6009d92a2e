// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.load.SourceField;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * What a record has a value of: a column, a point, or a list or map of any depth, found by the
 * names of the structs in which it lies and its own.
 */
record Field(List<String> steps, Type type) {

  /** Its names, joined by dots. */
  String path() {
    return String.join(".", steps);
  }

  /** All fields below {@code group}, in order. */
  static List<Field> of(GroupType group) {
    List<Field> fields = new ArrayList<>();
    collect(group, List.of(), fields);
    return fields;
  }

  private static void collect(GroupType group, List<String> above, List<Field> fields) {
    for (Type type : group.getFields()) {
      List<String> steps = new ArrayList<>(above);
      steps.add(type.getName());
      if (isStruct(type) && !isPoint(type)) {
        collect(type.asGroupType(), steps, fields);
      } else {
        fields.add(new Field(List.copyOf(steps), type));
      }
    }
  }

  /** Whether {@code type} only holds others together: neither a value, nor a list, nor a map. */
  static boolean isStruct(Type type) {
    return !type.isPrimitive()
        && !type.isRepetition(Repetition.REPEATED)
        && !isList(type)
        && !isMap(type);
  }

  /** Whether {@code type} is a struct of the two coordinates of a point, by their usual names. */
  private static boolean isPoint(Type type) {
    GroupType group = type.asGroupType();
    return group.getFieldCount() == 2
        && group.getFields().stream().allMatch(Field::isNumber)
        && ((group.containsField("lat") && group.containsField("lon"))
            || (group.containsField("latitude") && group.containsField("longitude")));
  }

  private static boolean isNumber(Type type) {
    return type.isPrimitive()
        && !type.isRepetition(Repetition.REPEATED)
        && primitive(type).filter(ValueType::isNumeric).isPresent();
  }

  static boolean isList(Type type) {
    return type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        && hasOnlyRepeated(type);
  }

  /** Maps whose keys are values; others are read as the lists that they are made of. */
  static boolean isMap(Type type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (!(annotation instanceof MapLogicalTypeAnnotation
            || annotation instanceof MapKeyValueTypeAnnotation)
        || !hasOnlyRepeated(type)) {
      return false;
    }
    Type entry = type.asGroupType().getType(0);
    return !entry.isPrimitive()
        && entry.asGroupType().getFieldCount() <= 2
        && entry.asGroupType().getFields().stream()
            .noneMatch(field -> field.isRepetition(Repetition.REPEATED))
        && entry.asGroupType().getType(0).isPrimitive();
  }

  private static boolean hasOnlyRepeated(Type type) {
    return !type.isPrimitive()
        && type.asGroupType().getFieldCount() == 1
        && type.asGroupType().getType(0).isRepetition(Repetition.REPEATED);
  }

  /**
   * Whether what repeats inside a list is an element itself, as older writers have it, and not a
   * group that holds the element so that it can be missing. The rules are those of the format.
   */
  static boolean isElement(GroupType list) {
    Type repeated = list.getType(0);
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1) {
      return true;
    }
    String name = repeated.getName();
    return name.equals("array")
        || name.equals(list.getName() + "_tuple")
        || repeated.asGroupType().getType(0).isRepetition(Repetition.REPEATED);
  }

  /** As sources tell it. */
  SourceField described() {
    return new SourceField(path(), valueType());
  }

  private Optional<ValueType> valueType() {
    if (type.isPrimitive() && !type.isRepetition(Repetition.REPEATED)) {
      return primitive(type);
    }
    if (isStruct(type)) {
      return Optional.of(ValueType.GEO_POINT);
    }
    Type element = null;
    if (isList(type)) {
      Type repeated = type.asGroupType().getType(0);
      element = isElement(type.asGroupType()) ? repeated : repeated.asGroupType().getType(0);
    } else if (type.isRepetition(Repetition.REPEATED)) {
      element = type;
    }
    boolean texts =
        element != null
            && element.isPrimitive()
            && primitive(element).equals(Optional.of(ValueType.STRING));
    return texts ? Optional.of(ValueType.STRING_SET) : Optional.empty();
  }

  private static Optional<ValueType> primitive(Type type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal.getScale() <= ValueType.SCALE_MAX
          ? Optional.of(ValueType.decimal(decimal.getScale()))
          : Optional.empty();
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation) {
      return Optional.of(ValueType.TIMESTAMP);
    }
    if (annotation instanceof DateLogicalTypeAnnotation) {
      return Optional.of(ValueType.DATE);
    }
    if (annotation instanceof TimeLogicalTypeAnnotation) {
      return Optional.of(ValueType.STRING);
    }
    if (annotation instanceof Float16LogicalTypeAnnotation) {
      return Optional.of(ValueType.DOUBLE);
    }
    return Optional.of(
        switch (type.asPrimitiveType().getPrimitiveTypeName()) {
          case BOOLEAN -> ValueType.BOOLEAN;
          case INT32, INT64 -> ValueType.LONG;
          case FLOAT, DOUBLE -> ValueType.DOUBLE;
          case INT96 -> ValueType.TIMESTAMP;
          case BINARY, FIXED_LEN_BYTE_ARRAY -> ValueType.STRING;
        });
  }
}
