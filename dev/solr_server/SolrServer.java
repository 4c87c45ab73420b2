import java.net.InetSocketAddress;
import java.util.EnumSet;
import javax.servlet.DispatcherType;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.ServletContextHandler;

/** Solr in a plain Jetty, on 127.0.0.1 only. Arguments: port, an empty folder for static files. */
public class SolrServer {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Server server = new Server(new InetSocketAddress("127.0.0.1", port));
        ServletContextHandler solr = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        solr.setContextPath("/solr");
        solr.setResourceBase(arguments[1]);
        solr.addEventListener(new CoreContainerProvider());
        solr.addFilter(SolrDispatchFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
        solr.addServlet(DefaultServlet.class, "/");
        server.setHandler(solr);
        server.setStopAtShutdown(true);
        server.start();
        server.join();
    }
}
