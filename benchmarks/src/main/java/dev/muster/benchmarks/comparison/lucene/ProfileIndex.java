// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import dev.muster.benchmarks.workload.Customers;
import dev.muster.benchmarks.workload.Workload;
import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.BytesRef;

/**
 * A document for each profile, whose number is the profile's: texts as terms, numbers as points
 * with doc values, the country also as doc values, because one question breaks down by it.
 */
final class ProfileIndex {

  static final String COUNTRY = "country";
  static final String CITY = "city";
  static final String PLAN = "plan";
  static final String GENDER = "gender";
  static final String AGE = "age";
  static final String SIGNUP = "signup";

  /** In quarters. */
  static final String LTV = "ltv";

  static final String CONSENT = "consent";
  static final String TAGS = "tags";
  static final String DEVICE = "device";

  private ProfileIndex() {}

  /** Writes all of them. */
  static void fill(IndexWriter writer, Customers customers) throws IOException {
    for (int i = 0; i < customers.count(); i++) {
      Document document = new Document();
      String country = "country" + customers.country[i];
      term(document, COUNTRY, country);
      document.add(new SortedDocValuesField(COUNTRY, new BytesRef(country)));
      term(document, CITY, "city" + customers.city[i]);
      term(document, PLAN, Workload.planNames().get(customers.plan[i]));
      if (customers.gender[i] != Customers.NO_GENDER) {
        term(document, GENDER, Workload.genderNames().get(customers.gender[i]));
      }
      term(document, DEVICE, Workload.deviceNames().get(customers.device[i]));
      term(document, CONSENT, customers.consent[i] ? "true" : "false");
      for (short tag : customers.tags[i]) {
        term(document, TAGS, "t" + tag);
      }
      document.add(new IntPoint(AGE, customers.age[i]));
      document.add(new NumericDocValuesField(AGE, customers.age[i]));
      document.add(new IntPoint(LTV, customers.ltv[i]));
      document.add(new NumericDocValuesField(LTV, customers.ltv[i]));
      document.add(new LongPoint(SIGNUP, customers.signup[i]));
      document.add(new NumericDocValuesField(SIGNUP, customers.signup[i]));
      writer.addDocument(document);
    }
  }

  private static void term(Document document, String field, String text) {
    document.add(new StringField(field, text, Field.Store.NO));
  }
}
