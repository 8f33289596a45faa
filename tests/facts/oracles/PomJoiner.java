// What Maven's own model builder makes of the pom.xml files whose paths are on standard input, with
// the parents and BOMs that lie beside them: [line of the artifactId, name, version, scope] of each
// dependency, plugin and parent that the file itself has. What is not there is as if it said nothing.
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.InputLocationTracker;
import org.apache.maven.model.InputSource;
import org.apache.maven.model.Model;
import org.apache.maven.model.ModelBase;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelBuilder;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblemCollector;
import org.apache.maven.model.building.ModelSource;
import org.apache.maven.model.building.StringModelSource;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.model.io.xpp3.MavenXpp3ReaderEx;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.validation.ModelValidator;
import org.codehaus.plexus.interpolation.PrefixedObjectValueSource;
import org.codehaus.plexus.interpolation.PropertiesBasedValueSource;
import org.codehaus.plexus.interpolation.StringSearchInterpolator;

class PomJoiner {
  // Poms of the folder by "group:artifact:version"; an empty one for all others.
  static class NearbyPoms implements ModelResolver {
    final Map<String, File> poms = new HashMap<>();

    @Override
    public ModelSource resolveModel(String group, String artifact, String version) {
      File known = poms.get(group + ":" + artifact + ":" + version);
      if (known != null) return new FileModelSource(known);
      return new StringModelSource("<project><modelVersion>4.0.0</modelVersion><groupId>" + group
          + "</groupId><artifactId>" + artifact + "</artifactId><version>" + version
          + "</version><packaging>pom</packaging></project>");
    }

    @Override
    public ModelSource resolveModel(Parent parent) {
      return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public ModelSource resolveModel(Dependency bom) {
      return resolveModel(bom.getGroupId(), bom.getArtifactId(), bom.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {}

    @Override
    public void addRepository(Repository repository, boolean replace) {}

    @Override
    public ModelResolver newCopy() {
      return this;
    }
  }

  // What Maven would refuse to build (a version that only a missing parent has) is still a model.
  static class NoValidation implements ModelValidator {
    @Override
    public void validateRawModel(Model model, ModelBuildingRequest request,
        ModelProblemCollector problems) {}

    @Override
    public void validateEffectiveModel(Model model, ModelBuildingRequest request,
        ModelProblemCollector problems) {}
  }

  private final StringSearchInterpolator interpolator = new StringSearchInterpolator();
  private final Map<String, Dependency> managed = new HashMap<>();
  private final Map<String, Plugin> plugins = new HashMap<>();
  private final List<String> items = new ArrayList<>();

  PomJoiner(Model raw, Model effective) throws Exception {
    interpolator.addValueSource(new PrefixedObjectValueSource("project.", effective));
    interpolator.addValueSource(new PropertiesBasedValueSource(effective.getProperties()));
    if (effective.getDependencyManagement() != null) {
      for (Dependency one : effective.getDependencyManagement().getDependencies())
        managed.putIfAbsent(one.getGroupId() + ":" + one.getArtifactId(), one);
    }
    if (effective.getBuild() != null && effective.getBuild().getPluginManagement() != null) {
      for (Plugin one : effective.getBuild().getPluginManagement().getPlugins())
        plugins.put(one.getKey(), one);
    }
    // What a parent uses is inherited.
    if (effective.getBuild() != null) {
      for (Plugin one : effective.getBuild().getPlugins()) plugins.put(one.getKey(), one);
    }
    // Maven's own defaults are no file's.
    plugins.values().removeIf(one -> one.getLocation("version") == null
        || one.getLocation("version").getSource().getModelId().contains("super-pom"));
    if (raw.getParent() != null) {
      Parent one = raw.getParent();
      add(one, one.getGroupId(), one.getArtifactId(), one.getVersion(), "build");
    }
    addAll(raw, raw.getBuild());
    for (Profile profile : raw.getProfiles()) {
      interpolator.addValueSource(new PropertiesBasedValueSource(profile.getProperties()));
      addAll(profile, profile.getBuild());
    }
  }

  private void addAll(ModelBase owner, BuildBase build) throws Exception {
    for (Dependency one : owner.getDependencies()) {
      Dependency decided = managed.get(known(one.getGroupId()) + ":" + known(one.getArtifactId()));
      String version = one.getVersion();
      String scope = one.getScope();
      if (version == null && decided != null) version = decided.getVersion();
      if (one.getVersion() == null && scope == null && decided != null) scope = decided.getScope();
      add(one, one.getGroupId(), one.getArtifactId(), version,
          "test".equals(scope) ? "test" : one.isOptional() ? "optional" : "runtime");
    }
    if (build == null) return;
    for (Plugin plugin : build.getPlugins()) {
      Plugin decided = plugins.get(known(plugin.getGroupId()) + ":" + plugin.getArtifactId());
      String version = plugin.getVersion();
      if (version == null && decided != null) version = decided.getVersion();
      add(plugin, plugin.getGroupId(), plugin.getArtifactId(), version, "build");
      for (Dependency one : plugin.getDependencies())
        add(one, one.getGroupId(), one.getArtifactId(), one.getVersion(), "build");
    }
    for (var one : extensionsOf(build))
      add(one, one.getGroupId(), one.getArtifactId(), one.getVersion(), "build");
  }

  private static List<org.apache.maven.model.Extension> extensionsOf(BuildBase build) {
    return build instanceof org.apache.maven.model.Build
        ? ((org.apache.maven.model.Build) build).getExtensions() : List.of();
  }

  private void add(InputLocationTracker place, String group, String artifact, String version,
      String scope) throws Exception {
    if (group == null || artifact == null) return;
    String name = known(group) + ":" + known(artifact);
    if (name.contains("${")) return;
    items.add("[" + place.getLocation("artifactId").getLineNumber() + "," + quoted(name) + ","
        + quoted(known(version == null ? "" : version)) + "," + quoted(scope) + "]");
  }

  private String known(String text) throws Exception {
    return text == null ? "" : interpolator.interpolate(text).strip();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static void register(NearbyPoms files, String path) throws Exception {
    try {
      Model model = new MavenXpp3Reader().read(Files.newInputStream(Path.of(path)), false);
      Parent parent = model.getParent();
      String group = model.getGroupId() != null || parent == null ? model.getGroupId()
          : parent.getGroupId();
      String version = model.getVersion() != null || parent == null ? model.getVersion()
          : parent.getVersion();
      files.poms.put(group + ":" + model.getArtifactId() + ":" + version,
          Path.of(path).toAbsolutePath().toFile());
    } catch (org.codehaus.plexus.util.xml.pull.XmlPullParserException error) {
      // No model of Maven's.
    }
  }

  public static void main(String[] words) throws Exception {
    List<String> paths = new BufferedReader(new InputStreamReader(System.in)).lines().toList();
    NearbyPoms files = new NearbyPoms();
    for (String path : paths) register(files, path);
    DefaultModelBuilder builder = new DefaultModelBuilderFactory().newInstance();
    builder.setModelValidator(new NoValidation());
    List<String> rows = new ArrayList<>();
    for (String path : paths) {
      String row = "null";
      try {
        Model raw = new MavenXpp3ReaderEx().read(Files.newInputStream(Path.of(path)), false,
            new InputSource());
        DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
        request.setPomFile(Path.of(path).toAbsolutePath().toFile());
        request.setModelResolver(files);
        request.setProcessPlugins(false);
        request.setLocationTracking(true);
        request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
        row = new PomJoiner(raw, builder.build(request).getEffectiveModel()).items.toString();
      } catch (org.codehaus.plexus.util.xml.pull.XmlPullParserException error) {
        // No model of Maven's.
      } catch (ModelBuildingException error) {
        if (System.getenv("VERBOSE") != null) System.err.println(path + ": " + error.getMessage());
      }
      rows.add(quoted(path) + ":" + row);
    }
    System.out.println("{" + String.join(",", rows) + "}");
  }
}
