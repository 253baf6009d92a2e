// SPDX-License-Identifier: Apache-2.0
package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whoever changes what applications see changes {@code docs/api/MODULE.txt} in the same commit, and
 * sees there what the change is: a line that goes breaks those who call, an abstract one that comes
 * breaks those who implement. With {@code -Dmuster.api=write} the file is written anew.
 */
public abstract class PublicApi {

  private final Path kept;
  private final String[] packages;

  protected PublicApi(String module, String... packages) {
    this.kept = Path.of("..", "docs", "api", module + ".txt");
    this.packages = packages.clone();
  }

  @Test
  void api_isTheOneThatIsKept() throws IOException {
    List<String> found = new ApiListing(Path.of("target", "classes")).lines(packages);
    if ("write".equals(System.getProperty("muster.api"))) {
      Files.createDirectories(kept.getParent());
      Files.write(kept, found);
    }
    List<String> promised = Files.readAllLines(kept);

    assertThat(found)
        .as(
            "%s: gone %s, new %s; if this is meant, see docs/versioning.md and run with"
                + " -Dmuster.api=write",
            kept.getFileName(), without(promised, found), without(found, promised))
        .isEqualTo(promised)
        .isNotEmpty();
  }

  /** What is in {@code lines} and not in {@code others}, each under the type that it belongs to. */
  private static List<String> without(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>(qualified(lines));
    rest.removeAll(qualified(others));
    return rest;
  }

  private static List<String> qualified(List<String> lines) {
    List<String> qualified = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      if (line.startsWith("  ")) {
        qualified.add(type + " :: " + line.strip());
      } else {
        type = line.replaceFirst("[ <](extends|implements|permits) .*", "");
        qualified.add(line);
      }
    }
    return qualified;
  }
}
