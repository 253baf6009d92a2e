// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.examples.option.ExitStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a shell needs to complete command lines. */
@Command(
    name = "completion",
    header = "Prints a script that lets a shell complete commands and options.",
    description = {""},
    footer = {
      "",
      "Examples:",
      "  source <(./muster completion bash)",
      "  autoload -U +X bashcompinit && bashcompinit && source <(./muster completion zsh)",
      "",
      ExitStatus.HELP
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells; both read the same script. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private @Nullable CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // one script does for both
  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("the command line has not been set up");
    }
    CommandLine main = spec.root().commandLine();
    CommandLine command = spec.commandLine();
    command.getOut().print(AutoComplete.bash(main.getCommandName(), main));
    command.getOut().flush();
    return ExitStatus.DONE;
  }
}
