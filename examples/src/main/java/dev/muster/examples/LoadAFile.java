// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import dev.muster.SegmentationEngine;
import dev.muster.load.BulkLoad;
import dev.muster.load.ErrorPolicy;
import dev.muster.load.LoadReport;
import dev.muster.load.RejectsFile;
import dev.muster.load.UnknownFields;
import dev.muster.load.infer.SchemaProposal;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.load.mapping.TimeFormat;
import dev.muster.load.mapping.ValueFormat;
import dev.muster.load.text.CsvSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringSetAttribute;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Customers from a CSV file and their events from a file of JSON lines; what is wrong with either
 * goes to a file of its own.
 *
 * <p>Arguments: the two files, and where the rejects go.
 */
public final class LoadAFile {

  static final StringAttribute COUNTRY = StringAttribute.of("country");
  static final DateAttribute SINCE = DateAttribute.of("since");
  static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  static final DecimalProperty PAID = DecimalProperty.of("paid", 2);

  private LoadAFile() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: LoadAFile CUSTOMERS.csv EVENTS.ndjson REJECTS.csv");
      System.exit(2);
    }
    Path customers = Path.of(arguments[0]);
    Path events = Path.of(arguments[1]);
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Schema.builder().build()).documentsOnHeap().open()) {
      customers(engine, customers, System.out);
      events(engine, events, Path.of(arguments[2]), System.out);
    }
  }

  static void customers(SegmentationEngine engine, Path file, PrintStream out) throws IOException {
    // region profiles
    ProfileMapping mapping =
        Mapping.profiles("customer_id")
            .attribute("country", COUNTRY)
            .attribute("member since", SINCE, ValueFormat.times(TimeFormat.pattern("dd.MM.yyyy")))
            .attribute("tags", TAGS, ValueFormat.separated(";"))
            .nullTexts("NULL", "n/a");
    try (CsvSource source = CsvSource.open(file)) {
      LoadReport report = BulkLoad.builder(engine, source, mapping).build().run();
      out.println(report);
    }
    // endregion
  }

  static void events(SegmentationEngine engine, Path file, Path rejectsFile, PrintStream out)
      throws IOException {
    // region events
    EventMapping mapping =
        Mapping.events("customer.id")
            .time("at", TimeFormat.epochSeconds())
            .typeField("event")
            .property("paid", PAID)
            .eventId("order_id");
    try (NdjsonSource source = NdjsonSource.open(file);
        RejectsFile rejects = new RejectsFile(rejectsFile)) {
      LoadReport report =
          BulkLoad.builder(engine, source, mapping)
              .name("orders of March")
              .errors(ErrorPolicy.atMostShare(0.01, 10_000))
              .rejects(rejects)
              .unknownFields(UnknownFields.REPORT)
              .build()
              .run();
      out.println(report);
      out.println("not loaded: " + report.unknownFields());
    }
    EventType buy = engine.schema().eventType("buy");
    out.println("spent over 20: " + engine.count(buy.sum(PAID).moreThan(20)));
    // endregion
  }

  static void proposal(Path file, PrintStream out) throws IOException {
    // region proposal
    SchemaProposal proposal;
    try (CsvSource source = CsvSource.open(file)) {
      proposal = SchemaProposal.of(source, 100_000);
    }
    out.println(proposal);
    Mapping mapping = proposal.mapping();
    // endregion
    out.println(mapping.values().size() + " attributes");
  }
}
