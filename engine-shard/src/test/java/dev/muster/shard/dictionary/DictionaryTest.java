// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.ValueTest;
import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.predicate.ValueTest.TextOperator;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.value.TextOrder;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every dictionary does, and each kind's tests against plain values. */
class DictionaryTest {

  private static final List<String> TEXTS =
      List.of(
          "", "a", "A", "ab", "abc", "b", "Straße", "STRASSE", "strasse", "ß", "Σίσυφος", "ı", "I",
          "i", "\uFFFD", "\uE000", "😀", "😀a", "\u212A", "k", "ć", "c\u0301");

  private static final List<String> VERSIONS =
      List.of(
          "1.0.0",
          "1.2.0",
          "1.10.0",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "0.0.0",
          "10.0.0");

  private final StringDictionary strings = new StringDictionary();
  private final SetDictionary sets = new SetDictionary();
  private final VersionDictionary versions = new VersionDictionary();

  @Test
  void find_translatesFromAnotherDictionary() {
    for (ValueType type : List.of(ValueType.STRING, ValueType.STRING_SET, ValueType.VERSION)) {
      Dictionary here = Dictionary.of(type);
      Dictionary there = Dictionary.of(type);
      List<Object> values = new ArrayList<>();
      for (String text : type.equals(ValueType.VERSION) ? VERSIONS : TEXTS) {
        values.add(
            switch (type.kind()) {
              case VERSION -> Version.parse(text);
              case STRING_SET -> Set.of(text, "a".repeat(200));
              default -> text;
            });
      }
      for (int i = 0; i < values.size(); i++) {
        there.assign(values.get(i));
        if (i % 3 != 0) {
          here.assign(values.get(values.size() - i));
        }
      }

      for (Object value : values) {
        assertThat(here.find(there, there.find(value))).as("%s", value).isEqualTo(here.find(value));
      }
    }
  }

  @Test
  void eachCodedType_hasItsKind() {
    assertThat(Dictionary.of(ValueType.STRING)).isInstanceOf(StringDictionary.class);
    assertThat(Dictionary.of(ValueType.STRING_SET)).isInstanceOf(SetDictionary.class);
    assertThat(Dictionary.of(ValueType.VERSION)).isInstanceOf(VersionDictionary.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dictionary.of(ValueType.LONG))
        .withMessage("values are not kept by code, type=LONG");
  }

  @Test
  void codes_areGivenAsValuesCome() {
    checkCodes(strings, "b", "a", "", "😀");
    checkCodes(versions, Version.parse("2"), Version.parse("1.0.0-rc.1"), Version.parse("1.0"));
    checkCodes(sets, Set.of("b"), Set.of(), Set.of("a", "b"), Set.of("a"), Set.of("", "ñ"));
  }

  private static void checkCodes(Dictionary dictionary, Object... values) {
    for (int code = 0; code < values.length; code++) {
      assertThat(dictionary.find(values[code])).isEqualTo(-1);
      assertThat(dictionary.assign(values[code])).isEqualTo(code);
    }
    assertThat(dictionary.size()).isEqualTo(values.length);
    for (int code = 0; code < values.length; code++) {
      assertThat(dictionary.find(values[code])).isEqualTo(code);
      assertThat(dictionary.assign(values[code])).isEqualTo(code);
      assertThat(dictionary.value(code)).isEqualTo(values[code]);
    }
    assertThat(dictionary.sizeBytes()).isPositive();
  }

  /** The codes of members must not depend on how a Java set happens to iterate. */
  @Test
  void set_isOneWhateverTheOrderOfItsMembers() {
    sets.assign(new LinkedHashSet<>(List.of("c", "a", "b")));

    assertThat(sets.assign(new LinkedHashSet<>(List.of("b", "c", "a")))).isZero();
    assertThat(sets.find(Set.of("a", "b", "c"))).isZero();
    assertThat(sets.find(Set.of("a", "b"))).isEqualTo(-1);
    assertThat(sets.find(Set.of("a", "x"))).isEqualTo(-1);
  }

  @SeededTest(count = 60)
  void textTests_agreeWithPlainStrings(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    List<String> values = fill(strings, choice, () -> text(choice));
    for (int i = 0; i < 60; i++) {
      String literal = text(choice);
      boolean folding = choice.chance(40);
      boolean negated = choice.chance(30);
      TextOperator operator = choice.of(List.of(TextOperator.values()));
      check(
          strings,
          values,
          new ValueTest.Text(operator, literal, folding, negated),
          value ->
              negated
                  ^ relates(
                      operator,
                      folding ? TextOrder.fold(value) : value,
                      folding ? TextOrder.fold(literal) : literal));
    }
    for (String pattern : List.of(".*", "", "a.*", "[a-c]+", ".", "(?i)str.*e", "x*")) {
      check(
          strings,
          values,
          new ValueTest.Matches(pattern),
          value -> Pattern.compile(pattern).matcher(value).matches());
    }
  }

  private static boolean relates(TextOperator operator, String value, String literal) {
    return switch (operator) {
      case EQUALS -> value.equals(literal);
      case STARTS_WITH -> value.startsWith(literal);
      case ENDS_WITH -> value.endsWith(literal);
      case CONTAINS -> value.contains(literal);
    };
  }

  private static String text(RandomChoice choice) {
    String text = choice.of(TEXTS);
    return choice.chance(30) ? text + choice.of(TEXTS) : text;
  }

  @SeededTest(count = 60)
  void ranges_agreeWithPlainOrder(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    List<String> texts = fill(strings, choice, () -> text(choice));
    List<Version> numbers = fill(versions, choice, () -> Version.parse(choice.of(VERSIONS)));
    for (int i = 0; i < 40; i++) {
      String low = choice.chance(30) ? null : text(choice);
      String high = low != null && choice.chance(30) ? null : text(choice);
      boolean lowInside = choice.chance(50);
      boolean highInside = choice.chance(50);
      check(
          strings,
          texts,
          new ValueTest.Range(low, lowInside, high, highInside),
          value ->
              (low == null || TextOrder.compare(value, low) > (lowInside ? -1 : 0))
                  && (high == null || TextOrder.compare(value, high) < (highInside ? 1 : 0)));
      Version from = choice.chance(30) ? null : Version.parse(choice.of(VERSIONS));
      Version to = from != null && choice.chance(30) ? null : Version.parse(choice.of(VERSIONS));
      check(
          versions,
          numbers,
          new ValueTest.Range(from, lowInside, to, highInside),
          value ->
              (from == null || Integer.signum(value.compareTo(from)) > (lowInside ? -1 : 0))
                  && (to == null || Integer.signum(value.compareTo(to)) < (highInside ? 1 : 0)));
    }
  }

  @SeededTest(count = 60)
  void lists_agreeWithPlainSets(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    List<String> texts = fill(strings, choice, () -> text(choice));
    List<Version> numbers = fill(versions, choice, () -> Version.parse(choice.of(VERSIONS)));
    for (int i = 0; i < 20; i++) {
      Set<Object> some = new HashSet<>();
      Set<Object> others = new HashSet<>();
      for (int j = choice.below(5); j > 0; j--) {
        some.add(text(choice));
        others.add(Version.parse(choice.of(VERSIONS)));
      }
      check(strings, texts, new ValueTest.In(some), some::contains);
      check(strings, texts, new ValueTest.NotIn(some), value -> !some.contains(value));
      check(versions, numbers, new ValueTest.In(others), others::contains);
      check(versions, numbers, new ValueTest.NotIn(others), value -> !others.contains(value));
    }
    check(strings, texts, new ValueTest.Exists(), value -> true);
    check(strings, texts, new ValueTest.Missing(), value -> false);
  }

  /** Regimes: few members in many sets, so that sets are shared, and many, so that lists grow. */
  @SeededTest(count = 60)
  void setTests_agreeWithPlainSets(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int members = choice.of(List.of(3, 12, 500));
    int sizeMax = choice.of(List.of(2, 6, 40));
    Supplier<Set<String>> drawn =
        () -> {
          Set<String> set = new HashSet<>();
          for (int i = choice.below(sizeMax); i > 0; i--) {
            set.add("m" + Math.min(choice.below(members), choice.below(members)));
          }
          return set;
        };
    List<Set<String>> values = fill(sets, choice, drawn);
    for (int i = 0; i < 30; i++) {
      Set<String> literals = drawn.get();
      if (choice.chance(20)) {
        literals.add("never written");
      }
      check(
          sets,
          values,
          new ValueTest.SetMembers(SetOperator.HAS_ANY, literals),
          value -> literals.stream().anyMatch(value::contains));
      check(
          sets,
          values,
          new ValueTest.SetMembers(SetOperator.HAS_ALL, literals),
          value -> value.containsAll(literals));
      check(
          sets,
          values,
          new ValueTest.SetMembers(SetOperator.HAS_NONE, literals),
          value -> literals.stream().noneMatch(value::contains));
      int min = choice.below(5);
      int max = choice.chance(30) ? Integer.MAX_VALUE : min + choice.below(3);
      check(
          sets,
          values,
          new ValueTest.SetSize(min, max),
          value -> min <= value.size() && value.size() <= max);
    }
  }

  private static <T> List<T> fill(Dictionary dictionary, RandomChoice choice, Supplier<T> values) {
    List<T> distinct = new ArrayList<>();
    for (int i = choice.of(List.of(0, 1, 10, 400)); i > 0; i--) {
      T value = values.get();
      if (dictionary.assign(value) == distinct.size()) {
        distinct.add(value);
      }
    }
    return distinct;
  }

  private static <T> void check(
      Dictionary dictionary, List<T> values, ValueTest test, Predicate<? super T> passes) {
    LongTest compiled = dictionary.compile(test);

    assertThat(codes(values.size(), compiled::test))
        .as(test.toString())
        .isEqualTo(codes(values.size(), code -> passes.test(values.get((int) code))));
  }

  private static List<Integer> codes(int size, LongPredicate passes) {
    return IntStream.range(0, size).filter(passes::test).boxed().toList();
  }

  /** A test that was compiled earlier knows nothing of values that came later. */
  @Test
  void compiledTest_leavesOutWhatCameLater() {
    strings.assign("ab");
    sets.assign(Set.of("x"));
    LongTest text =
        strings.compile(new ValueTest.Text(TextOperator.STARTS_WITH, "a", false, false));
    LongTest set = sets.compile(new ValueTest.SetMembers(SetOperator.HAS_ANY, Set.of("x")));
    for (int i = 0; i < 200; i++) {
      strings.assign("a" + i);
      sets.assign(Set.of("x", "y" + i));
    }

    assertThat(codes(201, text::test)).containsExactly(0);
    assertThat(codes(201, set::test)).containsExactly(0);
  }

  @Test
  void testOfAnotherType_isRefused() {
    ValueTest size = new ValueTest.SetSize(0, 1);
    ValueTest text = new ValueTest.Text(TextOperator.CONTAINS, "a", false, false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> strings.compile(size))
        .withMessage("the test does not fit the type, test=" + size);
    assertThatIllegalArgumentException().isThrownBy(() -> sets.compile(text));
    assertThatIllegalArgumentException().isThrownBy(() -> versions.compile(text));
  }
}
