// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.examples.load.LoadProgress;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.export.AudienceExport;
import dev.muster.export.ExportColumns;
import dev.muster.export.ExportFormat;
import dev.muster.export.NewFile.Existing;
import dev.muster.schema.Attribute;
import dev.muster.schema.SchemaException;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who belongs to a segment. */
@Command(
    name = "list",
    header = "Writes the profiles of a segment: identifiers, or with attributes.",
    description = {
      "",
      "Without a segment, everyone is written. A file is written under another name and renamed",
      "when it is complete.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster list --directory shop \"country = 'ID'\"",
      "  muster list --directory shop @loyal.txt --attribute country --attribute age \\",
      "    --sorted --output loyal.csv",
      "  muster list --directory shop --output everyone.roaring --replace",
      "",
      ExitStatus.HELP
    })
final class ListCommand extends Question {

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @Option(
      names = "--attribute",
      paramLabel = "NAME",
      split = ",",
      description = "An attribute to write beside the identifier. May be repeated, or a list.")
  private List<String> attributes = new ArrayList<>();

  @Option(names = "--all-attributes", description = "Write all attributes of the schema.")
  private boolean allAttributes;

  @Option(
      names = "--id-name",
      paramLabel = "NAME",
      description = "What the identifier is called (id).")
  private String idName = ExportColumns.ID;

  @Option(
      names = "--format",
      paramLabel = "ids|csv|ndjson|parquet|roaring|roaring64",
      description =
          "How it is written. What the name of the file ends in, if not given (.ids and .txt are"
              + " ids); to standard output, csv with attributes and ids without.")
  private @Nullable ListFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; standard output, if not given or -.")
  private @Nullable Path output;

  @Option(names = "--replace", description = "Replace the file if there is one.")
  private boolean replace;

  @Option(names = "--sorted", description = "Write in the order of the identifiers.")
  private boolean sorted;

  @Override
  void check() {
    Path file = file();
    ListFormat chosen = format(file);
    if (file == null && !chosen.isText()) {
      throw options().wrong(chosen + " is no text for standard output: --output FILE");
    }
    if (file == null && replace) {
      throw options().wrong("--replace needs a file: --output FILE");
    }
    if (!chosen.hasAttributes() && hasAttributes()) {
      throw options().wrong("--format " + chosen + " holds identifiers only, and no --attribute");
    }
    if (file != null) {
      options().requirePlace("--output", file);
    }
  }

  /** The file to write, or null for standard output. */
  private @Nullable Path file() {
    return output == null || output.toString().equals("-") ? null : output;
  }

  private boolean hasAttributes() {
    return allAttributes || !attributes.isEmpty();
  }

  private ListFormat format(@Nullable Path file) {
    if (format != null) {
      return format;
    }
    if (file == null) {
      return hasAttributes() ? ListFormat.CSV : ListFormat.IDS;
    }
    ListFormat named = ListFormat.of(file);
    if (named == null) {
      throw options()
          .wrong(
              "the format of "
                  + file
                  + " is told by its end: "
                  + ListFormat.extensions()
                  + "; or by --format");
    }
    return named;
  }

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    Segment segment = segmentOptions.readAudience(view.schema());
    AudienceExport export = export(segment, view);
    Path file = file();
    ExportFormat chosen = format(file).format();
    long begin = System.nanoTime();
    try (LoadProgress progress = screen.progress("profiles", -1)) {
      AudienceExport watched = export.watchedBy(progress::stepTo);
      if (file == null) {
        watched.write(view, chosen, new WriterStream(screen.out()));
        return ExitStatus.DONE;
      }
      Existing existing = replace ? Existing.REPLACE : Existing.KEEP;
      long count = watched.writeFile(view, chosen, file, existing);
      double seconds = (System.nanoTime() - begin) / 1e9;
      screen.problem(
          String.format("%s profiles in %s, %.1f s", Figures.count(count), file, seconds));
      return ExitStatus.DONE;
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(
          e.getFile() + ": " + e.getReason() + (replace ? "" : "; --replace takes its place"));
    }
  }

  private AudienceExport export(Segment segment, ReadView view) {
    try {
      List<Attribute<?>> chosen = new ArrayList<>();
      attributes.forEach(name -> chosen.add(view.schema().attribute(name)));
      if (allAttributes) {
        view.schema().attributes().stream()
            .filter(attribute -> !attributes.contains(attribute.name()))
            .forEach(chosen::add);
      }
      return AudienceExport.of(segment.predicate())
          .idName(idName)
          .attributes(chosen)
          .order(sorted ? AudienceExport.Order.BY_ID : AudienceExport.Order.ANY);
    } catch (SchemaException e) {
      throw options().wrong("--attribute: ", e);
    } catch (IllegalArgumentException e) {
      throw options().wrong("", e);
    }
  }
}
