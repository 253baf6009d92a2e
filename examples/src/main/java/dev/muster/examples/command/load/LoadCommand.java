// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command.load;

import dev.muster.SegmentationEngine;
import dev.muster.StorageException;
import dev.muster.examples.load.DataException;
import dev.muster.examples.load.LoadProgress;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.DirectoryOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.ScreenOptions;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.load.BulkLoad;
import dev.muster.load.ErrorPolicy;
import dev.muster.load.LoadException;
import dev.muster.load.LoadReport;
import dev.muster.load.RecordSource;
import dev.muster.load.Reject;
import dev.muster.load.RejectsFile;
import dev.muster.load.UnknownFields;
import dev.muster.load.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts files into a directory. */
@Command(
    name = "load",
    header = "Loads profiles or events from files into a directory, which it makes if need be.",
    description = {
      "",
      "Files end in .parquet, .csv, .ndjson or .jsonl, the texts perhaps in .gz. A load that was stopped",
      "goes on where it was when the same command is run again; one that is done does nothing.",
      "Bad records are left out, shown and counted; --rejects overwrites no file.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster load purchases.csv --propose",
      "  muster load purchases.csv --directory shop --events --id customer_id --time date \\",
      "    --fixed-type purchase --property 'dollars:decimal(2)'",
      "  muster load customers.ndjson --directory shop --profiles --id id \\",
      "    --attribute country:string --attribute tags:set --rejects rejects.csv",
      "",
      ExitStatus.HELP_FOUND,
      "3 there were bad records."
    })
public final class LoadCommand implements Callable<Integer> {

  private static final String DOCUMENT = "unknown";

  /** Rejects that are shown. */
  private static final int SHOWN_MAX = 20;

  /** What is done about columns that no option names. */
  public enum Unknown {
    IGNORE,
    REPORT,
    DOCUMENT
  }

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, loaded in order.")
  private List<Path> files = new ArrayList<>();

  @Mixin private DirectoryOptions directory = new DirectoryOptions();

  @Option(
      names = "--propose",
      description =
          "Load nothing; look at the files and print what they could become, as the options to use."
              + " --profiles, --events, --id and --fixed-type are taken as given.")
  private boolean propose;

  @ArgGroup(validate = false, heading = "%nWhat records become:%n")
  private LoadOptions loadOptions = new LoadOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "What the load is known by when it is run again, for one file (the name of the file).")
  private @Nullable String name;

  @Option(
      names = "--unknown",
      paramLabel = "ignore|report|document",
      description =
          "Whether columns that no option names are passed over, counted, or kept as a document of"
              + " the profile called '"
              + DOCUMENT
              + "' (ignore).")
  private Unknown unknown = Unknown.IGNORE;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Where the bad records are listed, as CSV; of one file. Those of a further run are added.")
  private @Nullable Path rejects;

  @Option(
      names = "--max-rejects",
      paramLabel = "N",
      description = "Give up after so many bad records (any number).")
  private @Nullable Long rejectsMax;

  @Option(names = "--threads", paramLabel = "N", description = "Threads that read (processors).")
  private @Nullable Integer threads;

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Mixin private ScreenOptions screenOptions = new ScreenOptions();

  @Override
  public Integer call() throws IOException {
    if (files.size() > 1 && (name != null || rejects != null)) {
      throw screenOptions.wrong("--name and --rejects are for one file, found " + files.size());
    }
    List<LoadFormat> formats = formats();
    Screen screen = screenOptions.screen();
    if (propose) {
      LoadProposal proposal = new LoadProposal(loadOptions, directory.given(), screen);
      boolean all = true;
      for (int i = 0; i < files.size(); i++) {
        all &= proposal.print(files.get(i), formats.get(i));
      }
      return all ? ExitStatus.DONE : ExitStatus.FAILED;
    }
    Mapping mapping = mapping();
    Answer answer =
        new Answer("files")
            .text("file")
            .count("records", "applied", "rejected", "duplicates")
            .millis("millis")
            .count("recordsPerSecond")
            .text("resumed");
    Answer fields = new Answer("unknown").text("file", "field").count("records");
    directory.path();
    boolean anyRejects = false;
    try (RejectsFile listed = listed();
        SegmentationEngine engine = directory.openToWrite(screen)) {
      for (int i = 0; i < files.size(); i++) {
        LoadReport report = load(engine, files.get(i), formats.get(i), mapping, listed, screen);
        add(answer, files.get(i), report);
        for (Map.Entry<String, Long> field : report.unknownFields().entrySet()) {
          fields.row(files.get(i).toString(), field.getKey(), field.getValue());
        }
        anyRejects |= report.rejects().total() > 0;
      }
      // So that the next command opens the directory at once.
      engine.snapshot();
    } catch (StorageException e) {
      throw directory.explained(e);
    }
    if (unknown == Unknown.REPORT) {
      answerOptions.print(screen, answer, fields);
    } else {
      answerOptions.print(screen, answer);
    }
    return anyRejects ? ExitStatus.FOUND : ExitStatus.DONE;
  }

  private List<LoadFormat> formats() {
    List<LoadFormat> formats = new ArrayList<>();
    for (Path file : files) {
      LoadFormat format = LoadFormat.of(file);
      if (format == null) {
        throw screenOptions.wrong(
            "what "
                + file
                + " holds is told by its end: .parquet, .csv, .ndjson or .jsonl, .gz after a text");
      }
      if (!Files.isRegularFile(file)) {
        throw screenOptions.wrong("there is no file to load at " + file);
      }
      formats.add(format);
    }
    try {
      loadOptions.csv(files.get(0));
    } catch (IllegalArgumentException e) {
      throw screenOptions.wrong("", e);
    }
    return formats;
  }

  /** Where rejects go, or null; the file that is loaded is not overwritten. */
  private @Nullable RejectsFile listed() throws IOException {
    if (rejects == null) {
      return null;
    }
    for (Path file : files) {
      if (Files.exists(rejects) && Files.isSameFile(rejects, file)) {
        throw screenOptions.wrong("--rejects " + rejects + " is the file to load");
      }
    }
    try {
      return new RejectsFile(rejects);
    } catch (NoSuchFileException e) {
      throw screenOptions.wrong("--rejects: ", e);
    }
  }

  private Mapping mapping() {
    try {
      return loadOptions.mapping();
    } catch (IllegalArgumentException e) {
      throw screenOptions.wrong("", e);
    }
  }

  private LoadReport load(
      SegmentationEngine engine,
      Path file,
      LoadFormat format,
      Mapping mapping,
      @Nullable RejectsFile listed,
      Screen screen)
      throws IOException {
    try (RecordSource source = format.open(file, loadOptions);
        LoadProgress progress = screen.progress(source.name(), source.sizeBytes())) {
      BulkLoad.Builder load =
          BulkLoad.builder(engine, source, mapping)
              .unknownFields(unknownFields())
              .listener((records, position, size) -> progress.stepTo(position));
      if (listed != null) {
        load.rejects(listed);
      }
      configure(load);
      LoadReport report = load.build().run();
      show(report, file, screen);
      return report;
    } catch (LoadException e) {
      if (e.report() != null) {
        show(e.report(), file, screen);
      }
      if (e.kind() == LoadException.Kind.MISSING_FIELD
          || e.kind() == LoadException.Kind.NO_DOCUMENTS) {
        throw screenOptions.wrong(file + ": ", e);
      }
      if (e.kind() == LoadException.Kind.CHANGED) {
        throw new DataException(
            e.getMessage()
                + " (--name); events without --event-id that are there already are then there"
                + " twice",
            e);
      }
      throw e;
    }
  }

  private void configure(BulkLoad.Builder load) {
    try {
      if (name != null) {
        load.name(name);
      }
      if (threads != null) {
        load.threads(threads);
      }
      if (rejectsMax != null) {
        load.errors(ErrorPolicy.atMost(rejectsMax));
      }
    } catch (IllegalArgumentException e) {
      throw screenOptions.wrong("", e);
    }
  }

  private UnknownFields unknownFields() {
    return switch (unknown) {
      case IGNORE -> UnknownFields.IGNORE;
      case REPORT -> UnknownFields.REPORT;
      case DOCUMENT -> UnknownFields.document(DOCUMENT);
    };
  }

  /** Tells of the runs before, and of the first bad records. */
  private static void show(LoadReport report, Path file, Screen screen) {
    if (report.resumed()) {
      screen.problem(
          file
              + (report.records() == 0
                  ? ": loaded already, nothing to do"
                  : ": went on where it had stopped, with "
                      + Figures.count(report.records())
                      + " further records"));
    }
    List<Reject> first = report.rejects().first();
    for (Reject reject : first.subList(0, Math.min(SHOWN_MAX, first.size()))) {
      screen.problem(file + ", " + reject);
    }
    if (report.rejects().total() > SHOWN_MAX) {
      screen.problem(file + ": " + (report.rejects().total() - SHOWN_MAX) + " further bad records");
    }
  }

  private static void add(Answer answer, Path file, LoadReport report) {
    answer.row(
        file.toString(),
        report.records(),
        report.applied(),
        report.rejects().total(),
        report.duplicates(),
        report.elapsed().toNanos() / 1e6,
        Math.round(report.recordsPerSecond()),
        report.resumed());
  }
}
