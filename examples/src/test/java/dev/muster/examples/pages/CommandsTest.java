// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.muster.examples.Main;
import dev.muster.examples.pages.Page.Block;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.text.PredicateText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands in the documents are understood by what they are given to. Nothing is run here. */
class CommandsTest {

  private static final String JAR = "examples/target/examples-0.1.0-SNAPSHOT.jar";

  @Test
  void commands_areUnderstood() {
    int found = 0;
    for (Page page : Page.all()) {
      for (Block block : page.blocks()) {
        if (block.language().equals("sh")) {
          for (List<String> command : ShellWords.commands(block.content())) {
            found++;
            assertThatCode(() -> check(command))
                .as("%s: %s", page.at(block), command)
                .doesNotThrowAnyException();
          }
        }
      }
      for (String code : page.inlineCode()) {
        if (code.startsWith("./muster ") && !code.contains("…")) {
          found++;
          assertThatCode(() -> check(ShellWords.commands(code).get(0)))
              .as("%s: %s", page, code)
              .doesNotThrowAnyException();
        }
      }
    }

    assertThat(found).isGreaterThan(10);
  }

  @Test
  void commandsThatAreWrong_areSeen() {
    for (String wrong :
        List.of(
            "./muster demo --no-such-option",
            "./muster no-such-command",
            "./muster demo --segment \"no_such_attribute = 1\"",
            "mvn -pl no-such-module test",
            "mvn -Pno-such-profile verify",
            "java -cp benchmarks/target/benchmarks.jar dev.muster.benchmarks.NoSuchRun",
            "curl something")) {
      assertThatCode(() -> check(ShellWords.commands(wrong).get(0)))
          .as(wrong)
          .isInstanceOf(Throwable.class);
    }
  }

  @Test
  void shellWords_areThoseOfAShell() {
    assertThat(ShellWords.commands("a  'b c' \"d'e\"f # g\n# h\ni \\\n  j\n\n"))
        .containsExactly(List.of("a", "b c", "d'ef"), List.of("i", "j"));
  }

  private static void check(List<String> words) {
    List<String> command = new ArrayList<>(words);
    while (command.get(0).matches("[A-Z_]+=.*")) {
      command.remove(0);
      if (command.isEmpty()) {
        return;
      }
    }
    // A pipe or a redirection is the shell's; what stands before it is ours.
    for (int i = 0; i < command.size(); i++) {
      if (command.get(i).matches("[|<>]|>>|&&")) {
        command = command.subList(0, i);
      }
    }
    List<String> rest = command.subList(1, command.size());
    switch (command.get(0)) {
      case "./muster" -> checkMuster(rest);
      case "mvn" -> checkMaven(rest);
      case "java" -> checkJava(rest);
      case ".ci/reproducible" -> assertThat(Page.ROOT.resolve(command.get(0))).exists();
      case "cd" -> assertThat(Page.ROOT.resolve(rest.get(0))).isDirectory();
      case "$COMPARE" -> assertThat(rest).isNotEmpty();
      default -> throw new AssertionError("nothing checks " + command.get(0));
    }
  }

  private static void checkMuster(List<String> arguments) {
    Main.commandLine().parseArgs(arguments.toArray(String[]::new));
    boolean ofTheShop =
        arguments.get(0).equals("demo") && arguments.stream().noneMatch(a -> a.endsWith(".csv"));
    for (int i = 1; i < arguments.size(); i++) {
      if (ofTheShop && arguments.get(i - 1).equals("--segment")) {
        PredicateText.parse(arguments.get(i), ShopSchema.SCHEMA);
      }
    }
  }

  private static void checkMaven(List<String> arguments) {
    String pom = Page.read(Page.ROOT.resolve("pom.xml"));
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith("-P")) {
        assertThat(pom).contains("<id>" + argument.substring(2) + "</id>");
      } else if (argument.equals("-pl")) {
        for (String module : arguments.get(i + 1).split(",")) {
          assertThat(pom).contains("<module>" + module.replaceFirst("^!", "") + "</module>");
        }
      }
    }
  }

  /** Our jars and our classes; what they are given is checked where it can be. */
  private static void checkJava(List<String> arguments) {
    int i = 0;
    while (arguments.get(i).startsWith("-X")) {
      i++;
    }
    if (arguments.get(i).equals("-jar")) {
      Path jar = Path.of(arguments.get(i + 1));
      assertThat(jar.toString()).matches("((examples|benchmarks)/)?target/.*\\.jar");
      if (jar.toString().equals(JAR)) {
        checkMuster(arguments.subList(i + 2, arguments.size()));
      }
    } else {
      assertThat(arguments.get(i)).isEqualTo("-cp");
      String module = Path.of(arguments.get(i + 1)).getName(0).toString();
      String type = arguments.get(i + 2).replace('.', '/') + ".java";
      Path source = Page.ROOT.resolve(module).resolve("src/main/java").resolve(type);
      assertThat(Files.exists(source)).as(source.toString()).isTrue();
    }
  }
}
