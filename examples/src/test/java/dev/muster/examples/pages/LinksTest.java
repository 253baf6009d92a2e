// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links within the documents lead to files and headings that are there. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");

  @Test
  void links_leadSomewhere() {
    List<String> dead = new ArrayList<>();
    int found = 0;
    for (Page page : Page.all()) {
      Matcher link = LINK.matcher(page.prose().replaceAll("`[^`\n]*`", "code"));
      while (link.find()) {
        if (!link.group(1).contains(":")) {
          found++;
          if (!leads(page, link.group(1), link.group(2))) {
            dead.add(page + " " + link.group());
          }
        }
      }
    }

    assertThat(dead).isEmpty();
    assertThat(found).isGreaterThan(100);
  }

  @Test
  void deadLinks_areSeen() {
    Page readme = Page.of("README.md");

    assertThat(leads(readme, "docs/reference.md", "durability")).isTrue();
    assertThat(leads(readme, "docs/reference.md", "durabilities")).isFalse();
    assertThat(leads(readme, "docs/no-such-page.md", null)).isFalse();
    assertThat(leads(readme, "", "embedding")).isTrue();
    assertThat(leads(readme, "", "no-such-heading")).isFalse();
  }

  /** Letters, digits, hyphens and underscores of the heading, blanks as hyphens. */
  @Test
  void anchors_areMadeAsReadersOfMarkdownMakeThem() {
    assertThat(anchor("What is promised")).isEqualTo("what-is-promised");
    assertThat(anchor("2026-11-23: how `fast`, beside whom"))
        .isEqualTo("2026-11-23-how-fast-beside-whom");
    assertThat(anchor("See [the other](page.md) one")).isEqualTo("see-the-other-one");
  }

  private static boolean leads(
      Page page, String path, @org.jspecify.annotations.Nullable String anchor) {
    Path target = path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
    if (!target.startsWith(Page.ROOT) || !Files.exists(target)) {
      return false;
    }
    return anchor == null
        || anchor.isEmpty()
        || (target.toString().endsWith(".md")
            && anchors(Page.of(Page.ROOT.relativize(target).toString())).contains(anchor));
  }

  private static Set<String> anchors(Page page) {
    Set<String> anchors = new HashSet<>();
    Matcher heading = HEADING.matcher(page.prose());
    while (heading.find()) {
      String anchor = anchor(heading.group(1));
      String unique = anchor;
      for (int i = 1; !anchors.add(unique); i++) {
        unique = anchor + "-" + i;
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
