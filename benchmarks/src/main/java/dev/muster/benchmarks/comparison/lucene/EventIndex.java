// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import dev.muster.benchmarks.workload.Actions;
import dev.muster.benchmarks.workload.Workload;
import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/**
 * A document for each event, sorted by time: type and texts as terms, the time and the amount as
 * points with doc values, the number of the profile and of the type as doc values.
 */
final class EventIndex {

  static final String TYPE = "type";
  static final String TIME = "time";

  /** The document of the profile. */
  static final String PROFILE = "profile";

  /** In quarters. */
  static final String AMOUNT = "amount";

  static final String CATEGORY = "category";
  static final String SKU = "sku";
  static final String URL = "url";

  /** The order of the documents: by time, and by the number of the type at one instant. */
  static final Sort SORT =
      new Sort(new SortField(TIME, SortField.Type.LONG), new SortField(TYPE, SortField.Type.LONG));

  private EventIndex() {}

  /** Writes all of them. */
  static void fill(IndexWriter writer, Actions actions) throws IOException {
    for (int i = 0; i < actions.count(); i++) {
      Document document = new Document();
      term(document, TYPE, Workload.typeNames().get(actions.type[i]));
      document.add(new NumericDocValuesField(TYPE, actions.type[i]));
      document.add(new LongPoint(TIME, actions.time[i]));
      document.add(new NumericDocValuesField(TIME, actions.time[i]));
      document.add(new NumericDocValuesField(PROFILE, actions.user[i]));
      if (actions.type[i] == Actions.PURCHASE) {
        document.add(new IntPoint(AMOUNT, actions.amount[i]));
        document.add(new NumericDocValuesField(AMOUNT, actions.amount[i]));
        term(document, CATEGORY, "c" + actions.category[i]);
        term(document, SKU, "s" + actions.sku[i]);
      }
      if (actions.type[i] == Actions.PAGE_VIEW) {
        term(document, URL, "u" + actions.url[i]);
      }
      writer.addDocument(document);
    }
  }

  private static void term(Document document, String field, String text) {
    document.add(new StringField(field, text, Field.Store.NO));
  }
}
