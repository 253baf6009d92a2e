// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The poms agree on what is published. */
class PublishedModulesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_PUBLISHED = Set.of("benchmarks", "examples", "stress");

  /** A module that the BOM forgets would be taken in whatever version somebody else asks for. */
  @Test
  void bom_hasEveryLibraryAndTheVersionOfTheBuild() throws Exception {
    Document bom = pom("bom");

    assertThat(texts(bom, "//dependencyManagement//artifactId"))
        .containsExactlyElementsOf(libraries());
    assertThat(texts(bom, "//dependencyManagement//version")).containsOnly("${project.version}");
    assertThat(text(bom, "/project/version")).isEqualTo(text(pom("."), "/project/version"));
    assertThat(text(bom, "/project/parent")).isEmpty();
  }

  @Test
  void libraries_sayWhatTheyAre() throws Exception {
    assertThat(text(pom("."), "/project/licenses/license/name")).isEqualTo("Apache-2.0");
    for (String library : libraries()) {
      Document pom = pom(library);
      assertThat(text(pom, "/project/name")).as(library).startsWith("Muster");
      assertThat(text(pom, "/project/description")).as(library).endsWith(".");
      assertThat(text(pom, "//Automatic-Module-Name")).as(library).startsWith("dev.muster.");
      assertThat(text(pom, "/project/properties/maven.deploy.skip")).as(library).isEmpty();
    }
  }

  @Test
  void allElse_isNotDeployed() throws Exception {
    for (String module : NOT_PUBLISHED) {
      assertThat(text(pom(module), "/project/properties/maven.deploy.skip"))
          .as(module)
          .isEqualTo("true");
    }
  }

  private static List<String> libraries() throws Exception {
    List<String> modules = new ArrayList<>(texts(pom("."), "/project/modules/module"));
    modules.removeAll(NOT_PUBLISHED);
    assertThat(modules.remove("bom")).isTrue();
    assertThat(modules).hasSizeGreaterThan(4);
    return modules;
  }

  private static Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
  }

  private static String text(Document pom, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, pom);
  }

  private static List<String> texts(Document pom, String path) throws Exception {
    NodeList nodes =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
