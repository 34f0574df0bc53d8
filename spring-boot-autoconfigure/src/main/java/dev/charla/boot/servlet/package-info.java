/** A page's sockets in an application on Spring MVC: the container's, served on loops of ours. */
@NullMarked
package dev.charla.boot.servlet;

import org.jspecify.annotations.NullMarked;
