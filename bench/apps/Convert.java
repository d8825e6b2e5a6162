// Converts class files to DEX in one process, so that the compiler is warm after the first app.
//
// A job is a line on standard input, its parts apart by tabs: D8 or R8, the folder for the DEX files, the rules and the
// mapping to write (both empty for D8), the class path of the program apart by colons. The answer is one line: "ok", or
// what failed.

import com.android.tools.r8.ArchiveClassFileProvider;
import com.android.tools.r8.ClassFileResourceProvider;
import com.android.tools.r8.CompilationMode;
import com.android.tools.r8.D8;
import com.android.tools.r8.D8Command;
import com.android.tools.r8.Diagnostic;
import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.JdkClassFileProvider;
import com.android.tools.r8.OutputMode;
import com.android.tools.r8.R8;
import com.android.tools.r8.R8Command;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

public final class Convert {
  private static final int MIN_API = 21;

  private static final class Quiet implements DiagnosticsHandler {
    private final StringBuilder errors = new StringBuilder();

    @Override public void error(Diagnostic error) { errors.append(error.getDiagnosticMessage()).append(' '); }
    @Override public void warning(Diagnostic warning) { }
    @Override public void info(Diagnostic info) { }
  }

  public static void main(String[] arguments) throws Exception {
    ArchiveClassFileProvider android = new ArchiveClassFileProvider(Paths.get(arguments[0]));
    ClassFileResourceProvider java = JdkClassFileProvider.fromSystemJdk();
    BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in));
    for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
      String[] job = line.split("\t", -1);
      Quiet quiet = new Quiet();
      try {
        Path output = Files.createDirectories(Paths.get(job[1]));
        if (job[0].equals("D8")) {
          D8Command.Builder builder = D8Command.builder(quiet);
          builder.addLibraryResourceProvider(android).addLibraryResourceProvider(java);
          for (String part : job[4].split(":")) builder.addProgramFiles(Paths.get(part));
          D8.run(builder.setMode(CompilationMode.RELEASE).setMinApiLevel(MIN_API)
              .setOutput(output, OutputMode.DexIndexed).build());
        } else {
          R8Command.Builder builder = R8Command.builder(quiet);
          builder.addLibraryResourceProvider(android).addLibraryResourceProvider(java);
          for (String part : job[4].split(":")) builder.addProgramFiles(Paths.get(part));
          R8.run(builder.setMode(CompilationMode.RELEASE).setMinApiLevel(MIN_API)
              .addProguardConfigurationFiles(Paths.get(job[2])).setProguardMapOutputPath(Paths.get(job[3]))
              .setOutput(output, OutputMode.DexIndexed).build());
        }
        System.out.println("ok");
      } catch (Exception failed) {
        System.out.println(("failed: " + failed + " " + quiet.errors).replaceAll("\\s+", " "));
      }
      System.out.flush();
    }
  }
}
