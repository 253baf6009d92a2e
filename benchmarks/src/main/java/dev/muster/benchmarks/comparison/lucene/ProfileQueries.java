// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import dev.muster.benchmarks.comparison.Asked;
import java.util.Arrays;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** The profiles that are asked for. */
final class ProfileQueries {

  /** 100, in quarters. */
  private static final int LTV = 400;

  private ProfileQueries() {}

  static Query country(int number) {
    return term(ProfileIndex.COUNTRY, "country" + number);
  }

  static Query consent() {
    return term(ProfileIndex.CONSENT, "true");
  }

  /** Ages between the two, which belong to it. */
  static Query ages(int first, int last) {
    return IntPoint.newRangeQuery(ProfileIndex.AGE, first, last);
  }

  /** Lifetime values of more than so many quarters. */
  static Query ltvAbove(int quarters) {
    return new IndexOrDocValuesQuery(
        IntPoint.newRangeQuery(ProfileIndex.LTV, quarters + 1, Integer.MAX_VALUE),
        NumericDocValuesField.newSlowRangeQuery(ProfileIndex.LTV, quarters + 1, Integer.MAX_VALUE));
  }

  /** Q2. */
  static Query conjunction() {
    return and(country(1), term(ProfileIndex.PLAN, "pro"), term(ProfileIndex.DEVICE, "ios"));
  }

  /** Q3. */
  static Query cities() {
    return new TermInSetQuery(
        ProfileIndex.CITY,
        Arrays.stream(Asked.cities()).mapToObj(city -> new BytesRef("city" + city)).toList());
  }

  /** Q5, with the range of ages by points. */
  static Query withoutTag() {
    return withoutTag(ages(30, 45));
  }

  /** Q5, with the ages of candidates looked up if they are few. */
  static Query withoutTagByDocValues() {
    return withoutTag(
        new IndexOrDocValuesQuery(
            ages(30, 45), NumericDocValuesField.newSlowRangeQuery(ProfileIndex.AGE, 30, 45)));
  }

  private static Query withoutTag(Query ages) {
    return new BooleanQuery.Builder()
        .add(ages, Occur.FILTER)
        .add(term(ProfileIndex.PLAN, "free"), Occur.FILTER)
        .add(term(ProfileIndex.TAGS, "t5"), Occur.MUST_NOT)
        .build();
  }

  /** The attributes of Q12. */
  static Query nested() {
    Query countries = or(country(0), country(1), country(2));
    Query valuable = ltvAbove(LTV);
    return and(or(and(countries, valuable), term(ProfileIndex.TAGS, "t3")), consent());
  }

  /** The attributes of Q13. */
  static Query plans() {
    return new TermInSetQuery(
        ProfileIndex.PLAN, Arrays.asList(new BytesRef("pro"), new BytesRef("enterprise")));
  }

  /** Whoever has this text. */
  static Query term(String field, String text) {
    return new TermQuery(new Term(field, text));
  }

  private static Query and(Query... queries) {
    return all(Occur.FILTER, queries);
  }

  private static Query or(Query... queries) {
    return all(Occur.SHOULD, queries);
  }

  private static Query all(Occur occur, Query... queries) {
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (Query query : queries) {
      builder.add(query, occur);
    }
    return builder.build();
  }
}
