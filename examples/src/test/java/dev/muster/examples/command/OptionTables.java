// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.examples.Main;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options of all commands as tables of the documentation, made from what the commands know. */
final class OptionTables {

  /** So many commands make an option a common one. */
  private static final int COMMON_MIN = 4;

  private final Map<String, CommandSpec> commands = new LinkedHashMap<>();

  /** Rows by what they say, with the commands that have them. */
  private final Map<String, TreeSet<String>> owners = new LinkedHashMap<>();

  OptionTables() {
    for (Map.Entry<String, CommandLine> command : Main.commandLine().getSubcommands().entrySet()) {
      commands.put(command.getKey(), command.getValue().getCommandSpec());
      for (String row : rows(command.getValue().getCommandSpec())) {
        owners.computeIfAbsent(row, added -> new TreeSet<>()).add(command.getKey());
      }
    }
  }

  /** The names of all commands. */
  Iterable<String> commands() {
    return commands.keySet();
  }

  /** What several commands have, with whether all have it or which. */
  String common() {
    StringBuilder table = new StringBuilder("| option | is | of |\n| --- | --- | --- |\n");
    owners.entrySet().stream()
        .filter(entry -> entry.getValue().size() >= COMMON_MIN)
        // Those that most commands have come first; the sort keeps the order of the others.
        .sorted((one, other) -> other.getValue().size() - one.getValue().size())
        .forEach(
            entry -> {
              boolean all = entry.getValue().size() == commands.size();
              String of = all ? "all" : String.join(", ", entry.getValue());
              table.append(entry.getKey()).append(' ').append(of).append(" |\n");
            });
    return table.toString();
  }

  /** What only the command called {@code name} and few others have; empty if there is nothing. */
  String of(String name) {
    StringBuilder table = new StringBuilder();
    for (String row : rows(commands.get(name))) {
      if (owners.get(row).size() < COMMON_MIN) {
        table.append(row).append('\n');
      }
    }
    return table.isEmpty() ? "" : "| option | is |\n| --- | --- |\n" + table;
  }

  private static List<String> rows(CommandSpec command) {
    List<String> rows = new ArrayList<>();
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      rows.add(row(parameter.paramLabel(), parameter));
    }
    for (OptionSpec option : command.options()) {
      String names = String.join(", ", option.names());
      String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      rows.add(row(names + label, option));
    }
    return rows;
  }

  private static String row(String names, ArgSpec argument) {
    String description =
        String.join(" ", argument.description())
            .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    String required = argument.required() && argument.isOption() ? " Required." : "";
    return ("| `" + names.replace("|", "\\|") + "` | " + description.replace("|", "\\|"))
        + required
        + " |";
  }
}
