/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a public type promises, one line for the type and one for each member: {@code name: what}.
 *
 * @param type a public or protected type, all of whose enclosing types are
 */
record ApiType(Class<?> type) {
  private static final int SHOWN =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

  /** {@return whether somebody outside can name the type} */
  static boolean isOpen(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return !type.isAnonymousClass()
        && !type.isLocalClass()
        && !type.isSynthetic()
        && isOpen(type.getModifiers())
        && (outer == null || isOpen(outer));
  }

  private static boolean isOpen(int modifiers) {
    return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  Stream<String> lines() {
    return Stream.concat(Stream.of(name() + ": " + header()), members());
  }

  private String name() {
    return type.getCanonicalName();
  }

  private String header() {
    return Stream.of(
            modifiers(type.getModifiers() & ~impliedModifiers()),
            type.isSealed() && !type.isEnum() ? "sealed" : "",
            kind() + ApiText.variables(type.getTypeParameters()),
            components(),
            list("extends", superclass()),
            list(type.isInterface() ? "extends" : "implements", type.getAnnotatedInterfaces()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /**
   * An enum whose constants have bodies is compiled to a sealed one, which is nobody's business.
   */
  private int impliedModifiers() {
    return type.isEnum() || type.isRecord()
        ? Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC
        : type.isInterface() ? Modifier.ABSTRACT | Modifier.STATIC : 0;
  }

  private String kind() {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private String components() {
    return !type.isRecord()
        ? ""
        : Arrays.stream(type.getRecordComponents())
            .map(part -> ApiText.of(part.getAnnotatedType()) + " " + part.getName())
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private AnnotatedType[] superclass() {
    AnnotatedType parent = type.getAnnotatedSuperclass();
    boolean implied = parent == null || type.isEnum() || type.isRecord();
    return implied || parent.getType() == Object.class
        ? new AnnotatedType[0]
        : new AnnotatedType[] {parent};
  }

  private static String list(String word, AnnotatedType... types) {
    return types.length == 0 ? "" : word + " " + ApiText.all(types);
  }

  private Stream<String> members() {
    return sources().stream()
        .flatMap(
            from ->
                Stream.of(from.getDeclaredFields(), constructors(from), from.getDeclaredMethods()))
        .flatMap(Arrays::stream)
        .filter(member -> isOpen(member.getModifiers()) && !member.isSynthetic())
        .filter(member -> !isImplied(member))
        .map(member -> name() + member(member))
        .distinct();
  }

  private Member[] constructors(Class<?> from) {
    return from == type ? from.getDeclaredConstructors() : new Member[0];
  }

  /**
   * The type, and what it inherits from types that nobody can name: it is the type's own outside.
   */
  private Set<Class<?>> sources() {
    Set<Class<?>> sources = new LinkedHashSet<>();
    collect(type, sources);
    return sources;
  }

  private static void collect(Class<?> from, Set<Class<?>> sources) {
    sources.add(from);
    Stream.concat(Stream.ofNullable(from.getSuperclass()), Arrays.stream(from.getInterfaces()))
        .filter(parent -> parent.getName().startsWith("dev.belay.") && !isOpen(parent))
        .forEach(parent -> collect(parent, sources));
  }

  /** What every object, record and enum has. */
  private boolean isImplied(Member member) {
    if (!(member instanceof Method method)) {
      return false;
    }
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    return switch (method.getName()) {
      case "hashCode", "toString" -> parameters.isEmpty();
      case "equals" -> parameters.equals(List.of(Object.class));
      case "values" -> type.isEnum() && parameters.isEmpty();
      case "valueOf" -> type.isEnum() && parameters.equals(List.of(String.class));
      default -> false;
    };
  }

  private static String member(Member member) {
    String modifiers = modifiers(member.getModifiers());
    if (member instanceof Field field) {
      String type = ApiText.of(field.getAnnotatedType());
      return "." + field.getName() + ": " + modifiers + " " + type + constant(field);
    }
    Executable code = (Executable) member;
    String variables = ApiText.variables(code.getTypeParameters());
    return (code instanceof Constructor ? "" : "." + code.getName())
        + ApiText.parameters(code)
        + ": "
        + Stream.of(
                modifiers,
                code instanceof Method method && method.isDefault() ? "default" : "",
                variables,
                code instanceof Method method ? ApiText.of(method.getAnnotatedReturnType()) : "new",
                list("throws", code.getAnnotatedExceptionTypes()))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
  }

  /** What the host's compiler may have copied into the host. */
  private static String constant(Field field) {
    int both = Modifier.STATIC | Modifier.FINAL;
    boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
    if (!copied || (field.getModifiers() & both) != both) {
      return "";
    }
    try {
      return " = " + field.get(null);
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException("a public constant of a public type: " + field, hidden);
    }
  }

  private static String modifiers(int modifiers) {
    return Modifier.toString(modifiers & SHOWN);
  }
}
