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
 * Takes a class of benchmarks into the short suite of {@link Bench}. A class without it runs in the
 * long suite, and where it is asked for by its name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ShortSuite {
  /** {@return the values of a parameter there, as in {@code "trees=1,100"}; all of any other} */
  String[] value() default {};
}
