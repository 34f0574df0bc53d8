/**
 * What is written beside a method that is a tool, to say how it is to be run in a conversation. The
 * application that offers the tools reads it; nothing here depends on a framework.
 */
@NullMarked
package dev.charla.conversation.annotation;

import org.jspecify.annotations.NullMarked;
