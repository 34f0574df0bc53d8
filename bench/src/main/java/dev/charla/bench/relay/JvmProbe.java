package dev.charla.bench.relay;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into another Java process. One thread at a time. */
final class JvmProbe implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private JvmProbe(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    @SuppressWarnings("BanJNDI") // the address is that of a process we started ourselves
    static JvmProbe of(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                String address = machine.startLocalManagementAgent();
                return new JvmProbe(JMXConnectorFactory.connect(new JMXServiceURL(address)));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException refused) {
            throw new IOException("the Java process cannot be looked into", refused);
        }
    }

    /** Bytes that all threads have allocated so far. */
    long allocatedBytes() throws IOException {
        return (Long) attribute(ManagementFactory.THREAD_MXBEAN_NAME, "TotalThreadAllocatedBytes");
    }

    /** Bytes of the heap that are in use after a collection. */
    long liveHeapBytes() throws IOException {
        try {
            beans.invoke(name(ManagementFactory.MEMORY_MXBEAN_NAME), "gc", null, null);
        } catch (JMException broken) {
            throw new IOException(broken);
        }
        var usage = attribute(ManagementFactory.MEMORY_MXBEAN_NAME, "HeapMemoryUsage");
        return (Long) ((CompositeData) usage).get("used");
    }

    private Object attribute(String bean, String attribute) throws IOException {
        try {
            return beans.getAttribute(name(bean), attribute);
        } catch (JMException broken) {
            throw new IOException(broken);
        }
    }

    private static ObjectName name(String bean) throws JMException {
        return new ObjectName(bean);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
