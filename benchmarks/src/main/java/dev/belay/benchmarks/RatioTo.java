/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which benchmark {@link Bench} divides a result by: that of the same parameters, in the same
 * round. On a class it holds for all its benchmarks but the base itself; on a method, for that one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RatioTo {
  /** {@return the method that is the base} */
  String value();

  /** {@return the class it is in; unless this is given, the one that carries the annotation} */
  Class<?> type() default void.class;
}
