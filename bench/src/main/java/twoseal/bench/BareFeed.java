package twoseal.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The least that a feed can be: a line of so many bytes every second, written to every connection
 * by one thread. The peer of the service's feed.
 */
final class BareFeed implements AutoCloseable {
  private static final long SECOND_MS = 1_000;

  private final List<SocketChannel> listeners = new CopyOnWriteArrayList<>();
  private final ServerSocketChannel door;
  private final String filling;

  BareFeed(int bytes) throws IOException {
    door =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    filling = "x".repeat(bytes);
    Thread.ofPlatform().daemon().start(this::accept);
    Thread.ofPlatform().daemon().start(this::tell);
  }

  URI uri() throws IOException {
    var at = (InetSocketAddress) door.getLocalAddress();
    return URI.create("http://127.0.0.1:" + at.getPort());
  }

  private void accept() {
    try {
      while (true) {
        var listener = door.accept();
        listener.write(frame(0));
        listeners.add(listener);
      }
    } catch (IOException closed) {
      // It is over.
    }
  }

  private void tell() {
    try {
      while (door.isOpen()) {
        Thread.sleep(SECOND_MS);
        var frame = frame(System.currentTimeMillis());
        for (var listener : listeners) {
          send(listener, frame.duplicate());
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(SocketChannel listener, ByteBuffer frame) {
    try {
      listener.write(frame);
    } catch (IOException gone) {
      listeners.remove(listener);
    }
  }

  private ByteBuffer frame(long timeMs) {
    var text =
        "event: entry\ndata: {\"timeMs\":" + timeMs + ",\"filling\":\"" + filling + "\"}\n\n";
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (var listener : listeners) {
      listener.close();
    }
  }
}
