import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs epubcheck over many books in one Java process, because starting it anew for each takes longer than the checking.
 *
 * <p>Paths come on standard input, one a line. Each book answers with one line for each message and one to close it:
 * {@code PATH TAB SEVERITY TAB ID TAB PLACE TAB MESSAGE}, and {@code PATH TAB DONE TAB fatal TAB error TAB warning}. Run
 * from source, {@code java -cp epubcheck.jar CheckBooks.java}, which a Java without its development kit can do too.
 *
 * <p>One thread: epubcheck collects its messages in a set that is not made for more. Two such processes share the work.
 */
public final class CheckBooks {
    private static final class Messages extends MasterReport {
        private final String path;
        private final List<String> lines = new ArrayList<>();
        private int fatal;
        private int error;
        private int warning;

        Messages(String path) {
            super(false);
            this.path = path;
            setEpubFileName(path);
        }

        @Override
        public void message(Message message, EPUBLocation place, Object... arguments) {
            Severity severity = message.getSeverity();
            switch (severity) {
                case FATAL -> fatal++;
                case ERROR -> error++;
                case WARNING -> warning++;
                default -> { }
            }
            if (severity != Severity.SUPPRESSED) {
                String where = place == null ? "" : place.getPath() + ":" + place.getLine() + ":" + place.getColumn();
                String text = message.getMessage(arguments).replaceAll("\\s+", " ");
                lines.add(String.join("\t", path, severity.toString(), message.getID().toString(), where, text));
            }
        }

        String answer() {
            lines.add(String.join("\t", path, "DONE", "" + fatal, "" + error, "" + warning));
            return String.join("\n", lines);
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) { }

        @Override
        public int generate() {
            return 0;
        }

        @Override
        public void initialize() { }
    }

    private static String check(String path) {
        Messages messages = new Messages(path);
        try {
            new EpubCheck(new File(path), messages).doValidate();
        } catch (RuntimeException | StackOverflowError broken) {
            messages.lines.add(String.join("\t", path, "FATAL", "CHECKER", "", broken.toString().replaceAll("\\s+", " ")));
            messages.fatal++;
        }
        return messages.answer();
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        input.lines().filter(line -> !line.isBlank()).map(CheckBooks::check).forEachOrdered(System.out::println);
    }
}
