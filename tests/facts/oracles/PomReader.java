// What Maven's own model reader sees in the pom.xml files whose paths are on standard input, with the
// lines that it tells: [line of the artifactId, name, version, scope]. Properties are put in by
// Maven's interpolator as far as the file itself has them; parents are not read.
import java.io.InputStreamReader;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.InputLocationTracker;
import org.apache.maven.model.InputSource;
import org.apache.maven.model.Model;
import org.apache.maven.model.ModelBase;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3ReaderEx;
import org.codehaus.plexus.interpolation.PrefixedObjectValueSource;
import org.codehaus.plexus.interpolation.PropertiesBasedValueSource;
import org.codehaus.plexus.interpolation.StringSearchInterpolator;

class PomReader {
  private final StringSearchInterpolator interpolator = new StringSearchInterpolator();
  private final List<String> items = new ArrayList<>();

  PomReader(Model model) throws Exception {
    // A project has what its parent says of itself.
    if (model.getParent() != null) {
      if (model.getGroupId() == null) model.setGroupId(model.getParent().getGroupId());
      if (model.getVersion() == null) model.setVersion(model.getParent().getVersion());
    }
    interpolator.addValueSource(new PrefixedObjectValueSource("project.", model));
    interpolator.addValueSource(new PropertiesBasedValueSource(model.getProperties()));
    if (model.getParent() != null) {
      add(model.getParent(), model.getParent().getGroupId(), model.getParent().getArtifactId(),
          model.getParent().getVersion(), "build");
    }
    addAll(model, model.getBuild());
    for (Profile profile : model.getProfiles()) addAll(profile, profile.getBuild());
  }

  private void addAll(ModelBase owner, BuildBase build) throws Exception {
    for (Dependency one : owner.getDependencies()) {
      String scope = "test".equals(one.getScope()) ? "test" : one.isOptional() ? "optional" : "runtime";
      add(one, one.getGroupId(), one.getArtifactId(), one.getVersion(), scope);
    }
    if (build == null) return;
    for (Plugin plugin : build.getPlugins()) {
      add(plugin, plugin.getGroupId(), plugin.getArtifactId(), plugin.getVersion(), "build");
      for (Dependency one : plugin.getDependencies()) {
        add(one, one.getGroupId(), one.getArtifactId(), one.getVersion(), "build");
      }
    }
  }

  private void add(InputLocationTracker place, String group, String artifact, String version,
      String scope) throws Exception {
    if (group == null || artifact == null) return;
    String name = known(group) + ":" + known(artifact);
    if (name.contains("${")) return; // A parent decides it.
    items.add("[" + place.getLocation("artifactId").getLineNumber() + "," + quoted(name) + ","
        + quoted(known(version == null ? "" : version)) + "," + quoted(scope) + "]");
  }

  private String known(String text) throws Exception {
    return interpolator.interpolate(text).strip();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  public static void main(String[] words) throws Exception {
    List<String> rows = new ArrayList<>();
    BufferedReader paths = new BufferedReader(new InputStreamReader(System.in));
    for (String path = paths.readLine(); path != null; path = paths.readLine()) {
      String row = "null";
      try {
        InputSource source = new InputSource();
        Model model =
            new MavenXpp3ReaderEx().read(Files.newInputStream(Path.of(path)), false, source);
        row = new PomReader(model).items.toString();
      } catch (org.codehaus.plexus.util.xml.pull.XmlPullParserException error) {
        // No model of Maven's.
      }
      rows.add(quoted(path) + ":" + row);
    }
    System.out.println("{" + String.join(",", rows) + "}");
  }
}
