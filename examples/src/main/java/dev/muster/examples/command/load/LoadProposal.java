// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command.load;

import dev.muster.examples.load.LoadProgress;
import dev.muster.examples.report.Screen;
import dev.muster.load.RecordSource;
import dev.muster.load.SourceField;
import dev.muster.load.infer.SchemaProposal;
import dev.muster.load.mapping.Mapping;
import dev.muster.value.ValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files and prints the commands to load them with.
 *
 * @param options what is given of the command
 * @param directory the engine's, or null if none is named yet
 * @param screen where it is printed
 */
record LoadProposal(LoadOptions options, @Nullable Path directory, Screen screen) {

  /** What a text could write in several ways. */
  private static final Set<ValueType.Kind> IN_FORMATS =
      Set.of(ValueType.Kind.BOOLEAN, ValueType.Kind.DATE, ValueType.Kind.TIMESTAMP);

  /**
   * Prints the explanation as comments, then the command to run.
   *
   * @return whether there is a command
   */
  boolean print(Path file, LoadFormat format) throws IOException {
    SchemaProposal proposal;
    Set<String> typed;
    try (RecordSource source = format.open(file, options);
        LoadProgress progress = screen.progress("looking", -1)) {
      String separator = format == LoadFormat.CSV ? likelySeparator(source.fields()) : null;
      if (separator != null) {
        screen.problem(
            file
                + ": the header has one column, '"
                + source.fields().get(0).path()
                + "': try --separator "
                + ProposedOptions.quoted(separator));
        return false;
      }
      proposal = SchemaProposal.of(source);
      typed =
          source.fields().stream()
              .filter(
                  field ->
                      field.type().isPresent() && IN_FORMATS.contains(field.type().get().kind()))
              .map(SourceField::path)
              .collect(Collectors.toSet());
    }
    proposal.toString().lines().forEach(line -> screen.line("# " + line));
    try {
      print(file, options.proposed(proposal), typed, "");
      if (options.saysNothing()
          && !proposal.looksLikeEvents()
          && proposal.timeField().isPresent()) {
        // What a person knows and a file need not show: that each record is something that
        // happened.
        screen.line("# or, if each record is an event:");
        print(file, proposal.events(proposal.idField().orElseThrow()), typed, "# ");
      }
      return true;
    } catch (IllegalStateException e) {
      screen.problem(file + ": " + e.getMessage());
      return false;
    }
  }

  private void print(Path file, Mapping mapping, Set<String> typed, String before) {
    String place = directory == null ? "DIR" : ProposedOptions.quoted(directory.toString());
    screen.line(
        before
            + "./muster load "
            + ProposedOptions.quoted(file.toString())
            + " --directory "
            + place
            + options.writtenAs()
            + " "
            + ProposedOptions.of(mapping, typed));
  }

  /** What the only column of a header seems to be separated by, or null. */
  private static @Nullable String likelySeparator(List<SourceField> fields) {
    if (fields.size() != 1) {
      return null;
    }
    String header = fields.get(0).path();
    return header.contains(";")
        ? ";"
        : header.contains("\t") ? "tab" : header.contains("|") ? "|" : null;
  }
}
