/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Executable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/** Types as an API listing writes them: full names but for java.lang, generics and nullness. */
final class ApiText {
  private ApiText() {}

  static String of(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      return of(array.getAnnotatedGenericComponentType()) + nullness(array, " ", " ") + "[]";
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return wildcard(wildcard);
    }
    String arguments =
        type instanceof AnnotatedParameterizedType parameterized
            ? "<" + all(parameterized.getAnnotatedActualTypeArguments()) + ">"
            : "";
    return nullness(type, "", " ") + name(raw(type)) + arguments;
  }

  static String all(AnnotatedType... types) {
    return Arrays.stream(types).map(ApiText::of).collect(Collectors.joining(", "));
  }

  /** {@return the parameters in brackets, the last of a method with a variable number as such} */
  static String parameters(Executable executable) {
    String text = all(executable.getAnnotatedParameterTypes());
    return "(" + (executable.isVarArgs() ? text.replaceFirst(" ?\\[]$", "...") : text) + ")";
  }

  /** {@return the type variables with their bounds in angle brackets, or nothing} */
  static String variables(TypeVariable<?>... variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(ApiText::variable)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String variable(TypeVariable<?> variable) {
    String bounds =
        Arrays.stream(variable.getAnnotatedBounds())
            .map(ApiText::of)
            .collect(Collectors.joining(" & "));
    return variable.getName() + (bounds.equals("Object") ? "" : " extends " + bounds);
  }

  private static String wildcard(AnnotatedWildcardType wildcard) {
    if (wildcard.getAnnotatedLowerBounds().length > 0) {
      return "? super " + all(wildcard.getAnnotatedLowerBounds());
    }
    String upper = all(wildcard.getAnnotatedUpperBounds());
    return upper.equals("Object") ? "?" : "? extends " + upper;
  }

  /** Nothing is the rule where everything is null-marked, so only exceptions are written. */
  private static String nullness(AnnotatedType type, String before, String after) {
    List<Class<? extends Annotation>> known = List.of(Nullable.class, NonNull.class);
    return known.stream()
        .filter(type::isAnnotationPresent)
        .map(annotation -> before + "@" + annotation.getSimpleName() + after)
        .collect(Collectors.joining());
  }

  private static String raw(AnnotatedType type) {
    return type.getType() instanceof ParameterizedType generic
        ? generic.getRawType().getTypeName()
        : type.getType().getTypeName();
  }

  private static String name(String full) {
    return full.replaceFirst("^java\\.lang\\.(?=[A-Z]\\w*$)", "").replace('$', '.');
  }
}
