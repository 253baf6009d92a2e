// SPDX-License-Identifier: Apache-2.0
package dev.muster.api;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types of some packages that others can see, each with its kind, what it extends, implements
 * and permits, and with the signature of every member that others can call or override. A member
 * that comes from a superclass nobody else can see belongs to those who inherit it. Sorted, so that
 * a change of order is none.
 *
 * <p>Left out are names of parameters, values of constants, and {@code equals}, {@code hashCode}
 * and {@code toString}, which everything has.
 */
final class ApiListing {

  private static final Set<String> OF_EVERYTHING = Set.of("equals", "hashCode", "toString");

  private final Path classes;

  /**
   * @param classes the directory that a module is compiled to
   */
  ApiListing(Path classes) {
    this.classes = classes;
  }

  List<String> lines(String... packages) throws IOException {
    List<Class<?>> types = new ArrayList<>();
    for (String name : packages) {
      for (Class<?> type : typesOf(name)) {
        if (isVisible(type)) {
          types.add(type);
        }
      }
    }
    types.sort(Comparator.comparing(Class::getName));
    List<String> lines = new ArrayList<>();
    for (Class<?> type : types) {
      lines.add(header(type));
      members(type).forEach(member -> lines.add("  " + member));
    }
    return lines;
  }

  private List<Class<?>> typesOf(String packageName) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      files = found.filter(file -> file.toString().endsWith(".class")).toList();
    }
    List<Class<?>> types = new ArrayList<>();
    for (Path file : files) {
      String simple = file.getFileName().toString().replaceFirst("\\.class$", "");
      if (!simple.equals("package-info")) {
        types.add(load(packageName + "." + simple));
      }
    }
    return types;
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is compiled and cannot be loaded", e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
      return false;
    }
    Class<?> outer = type.getDeclaringClass();
    return isVisible(type.getModifiers()) && (outer == null || isVisible(outer));
  }

  private static boolean isVisible(int modifiers) {
    return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  private static String header(Class<?> type) {
    StringBuilder header = new StringBuilder(modifiers(type)).append(kind(type));
    header.append(' ').append(type.getName()).append(parameters(type));
    Type superclass = type.getGenericSuperclass();
    if (superclass != null && superclass != Object.class && !type.isEnum() && !type.isRecord()) {
      header.append(" extends ").append(shown(superclass));
    }
    if (type.getGenericInterfaces().length > 0) {
      header.append(" implements ").append(sorted(type.getGenericInterfaces()));
    }
    if (type.isSealed()) {
      header.append(" permits ").append(sorted(type.getPermittedSubclasses()));
    }
    return header.toString();
  }

  private static String modifiers(Class<?> type) {
    int modifiers = type.getModifiers();
    String access = Modifier.isProtected(modifiers) ? "protected " : "";
    String open = Modifier.isFinal(modifiers) || type.isEnum() ? "final " : "";
    return access + (Modifier.isAbstract(modifiers) && !type.isInterface() ? "abstract " : open);
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "annotation";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private static String parameters(Class<?> type) {
    return type.getTypeParameters().length == 0
        ? ""
        : Stream.of(type.getTypeParameters())
            .map(parameter -> parameter.getName() + bounds(parameter))
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String bounds(TypeVariable<?> parameter) {
    return List.of(parameter.getBounds()).equals(List.of(Object.class))
        ? ""
        : Stream.of(parameter.getBounds())
            .map(ApiListing::shown)
            .collect(Collectors.joining(" & ", " extends ", ""));
  }

  private static String sorted(Type[] types) {
    return Stream.of(types).map(ApiListing::shown).sorted().collect(Collectors.joining(", "));
  }

  private static TreeSet<String> members(Class<?> type) {
    TreeSet<String> members = new TreeSet<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isListed(constructor)) {
        members.add(signature(constructor.toGenericString(), type.getName(), type.getSimpleName()));
      }
    }
    for (@Nullable Class<?> from = type; from != null; from = hiddenSuperclass(from)) {
      for (Field field : from.getDeclaredFields()) {
        if (isListed(field)) {
          members.add(signature(field.toGenericString(), from.getName() + ".", ""));
        }
      }
      for (Method method : from.getDeclaredMethods()) {
        if (isListed(method) && !method.isBridge() && !OF_EVERYTHING.contains(method.getName())) {
          members.add(signature(method.toGenericString(), from.getName() + ".", ""));
        }
      }
    }
    return members;
  }

  private static @Nullable Class<?> hiddenSuperclass(Class<?> type) {
    Class<?> superclass = type.getSuperclass();
    return superclass != null
            && superclass.getName().startsWith("dev.muster.")
            && !isVisible(superclass)
        ? superclass
        : null;
  }

  private static boolean isListed(Member member) {
    boolean generated =
        member.isSynthetic()
            || (member instanceof Executable executable && executable.isSynthetic());
    return isVisible(member.getModifiers()) && !generated;
  }

  /** A signature as the language has it, without what is not part of a promise. */
  private static String signature(String generic, String owner, String instead) {
    return shorter(
        generic
            .replace("public ", "")
            .replace("synchronized ", "")
            .replace("native ", "")
            .replace(" " + owner, " " + instead)
            .replaceFirst("^" + Pattern.quote(owner), instead));
  }

  private static String shown(Type type) {
    return shorter(type.getTypeName());
  }

  private static String shorter(String signature) {
    return signature
        .replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "")
        .replace(",", ", ")
        .replaceAll(",\\s+", ", ");
  }
}
