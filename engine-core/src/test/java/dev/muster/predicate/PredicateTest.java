// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.schema.LongProperty;
import dev.muster.schema.StringAttribute;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PredicateTest {

  private static final Predicate A = StringAttribute.of("a").exists();
  private static final Predicate B = StringAttribute.of("b").exists();
  private static final Predicate C = StringAttribute.of("c").exists();
  private static final EventFilter X = LongProperty.of("x").exists();
  private static final EventFilter Y = LongProperty.of("y").exists();
  private static final EventFilter Z = LongProperty.of("z").exists();

  @Test
  void and_staysFlat() {
    assertThat(A.and(B).and(C)).isEqualTo(new Predicate.And(List.of(A, B, C)));
    assertThat(A.and(B.and(C)))
        .isEqualTo(new Predicate.And(List.of(A, new Predicate.And(List.of(B, C)))));
  }

  @Test
  void or_staysFlat() {
    assertThat(A.or(B).or(C)).isEqualTo(new Predicate.Or(List.of(A, B, C)));
    assertThat(A.or(B).and(C))
        .isEqualTo(new Predicate.And(List.of(new Predicate.Or(List.of(A, B)), C)));
  }

  @Test
  void filters_stayFlat() {
    assertThat(X.and(Y).and(Z)).isEqualTo(new EventFilter.And(List.of(X, Y, Z)));
    assertThat(X.or(Y).or(Z)).isEqualTo(new EventFilter.Or(List.of(X, Y, Z)));
    assertThat(X.not()).isEqualTo(new EventFilter.Not(X));
    assertThat(EventFilter.all().and(X)).isEqualTo(new EventFilter.And(List.of(X)));
  }

  @Test
  void empty_isEveryoneOrNoOne() {
    assertThat(Predicate.everyone())
        .isEqualTo(Predicate.allOf())
        .isEqualTo(new Predicate.And(List.of()));
    assertThat(Predicate.noOne())
        .isEqualTo(Predicate.anyOf())
        .isEqualTo(new Predicate.Or(List.of()));
  }

  @Test
  void operands_areCopied() {
    List<Predicate> operands = new ArrayList<>(List.of(A));
    Predicate.And and = new Predicate.And(operands);
    Predicate.Or or = new Predicate.Or(operands);

    operands.add(B);

    assertThat(and.operands()).containsExactly(A);
    assertThat(or.operands()).containsExactly(A);
  }

  @Test
  void equality_isStructural() {
    assertThat(A.and(B).not()).isEqualTo(A.and(B).not()).hasSameHashCodeAs(A.and(B).not());
    assertThat(A.and(B)).isNotEqualTo(B.and(A));
  }

  @Test
  void attributeComparison_isOfTypesThatHaveIt() {
    for (ValueType.Kind kind : ValueType.Kind.values()) {
      for (ComparisonOperator operator : ComparisonOperator.values()) {
        boolean ordered =
            Set.of("LONG", "DOUBLE", "DECIMAL", "DATE", "TIMESTAMP").contains("" + kind);
        boolean fits = kind != ValueType.Kind.STRING_SET && (ordered || !operator.needsOrder());
        ValueType type = new ValueType(kind, 0);
        if (fits) {
          assertThat(new EventFilter.AttributeComparison("p", type, operator, "home town"))
              .hasToString("p " + operator.symbol() + " profile.`home town`");
        } else {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> new EventFilter.AttributeComparison("p", type, operator, "a"))
              .withMessageContaining("property=p " + type + " operator=" + operator.symbol());
        }
      }
    }
  }

  @Test
  void eventTest_checksTheResultOfItsMeasure() {
    EventSelection events = new EventSelection("purchase", EventFilter.all(), Window.EVER);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Predicate.EventTest(events, new Measure.Count(), new ValueTest.In(Set.of("3"))))
        .withMessageContainingAll("expected LONG", "String \"3\"");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Predicate.EventTest(
                    events,
                    new Measure.Sum("amount", ValueType.LONG),
                    new ValueTest.In(Set.of(3L))))
        .withMessageContainingAll("canonical", "DECIMAL(18)", "found Long \"3\"");
  }

  @Test
  void measures_haveTheTypeTheyAreComparedAs() {
    ValueType exact = ValueType.decimal(18);

    assertThat(new Measure.Count().resultType()).isEqualTo(ValueType.LONG);
    assertThat(new Measure.Sum("p", ValueType.LONG).resultType()).isEqualTo(exact);
    assertThat(new Measure.Sum("p", ValueType.decimal(2)).resultType()).isEqualTo(exact);
    assertThat(new Measure.Sum("p", ValueType.DOUBLE).resultType()).isEqualTo(ValueType.DOUBLE);
    assertThat(new Measure.Average("p", ValueType.LONG).resultType()).isEqualTo(exact);
    assertThat(new Measure.Minimum("p", ValueType.DATE).resultType()).isEqualTo(ValueType.DATE);
    assertThat(new Measure.Maximum("p", ValueType.LONG).resultType()).isEqualTo(ValueType.LONG);
    assertThat(new Measure.Distinct("p", ValueType.STRING).resultType()).isEqualTo(ValueType.LONG);
  }

  @Test
  void measures_refuseWhatCannotBeMeasured() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Measure.Sum("name", ValueType.STRING))
        .withMessageContainingAll("sum needs a numeric", "property=name type=STRING");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Measure.Average("day", ValueType.DATE))
        .withMessageContainingAll("avg needs a numeric", "property=day type=DATE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Measure.Minimum("name", ValueType.STRING))
        .withMessageContainingAll("min needs a number", "property=name type=STRING");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Measure.Maximum("home", ValueType.GEO_POINT))
        .withMessageContainingAll("max needs a number", "property=home type=GEO_POINT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Measure.Distinct("tags", ValueType.STRING_SET))
        .withMessageContainingAll("distinct needs", "property=tags type=STRING_SET");
  }
}
