// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.examples.command.load.LoadCommand;
import java.util.List;
import picocli.CommandLine;

/** All commands on directories. */
public final class Commands {

  private Commands() {}

  /** Adds them to {@code main}, set up alike. */
  public static void addTo(CommandLine main) {
    List<Object> commands =
        List.of(
            new LoadCommand(),
            new CountCommand(),
            new ListCommand(),
            new ExplainCommand(),
            new ProfileCommand(),
            new FunnelCommand(),
            new RetentionCommand(),
            new BreakdownCommand(),
            new RfmCommand(),
            new SchemaCommand(),
            new VerifyCommand(),
            new BenchCommand(),
            new CompletionCommand());
    for (Object command : commands) {
      CommandLine line = new CommandLine(command);
      line.getCommandSpec()
          .mixinStandardHelpOptions(true)
          .usageMessage()
          .abbreviateSynopsis(true)
          .sortOptions(false)
          .autoWidth(true);
      main.addSubcommand(line);
    }
  }
}
