#include "facts/scala/known_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace assay {
namespace {

constexpr std::array kPredef = std::to_array<std::string_view>(
    {"Any",    "AnyRef",  "Array",   "Boolean",  "Byte",     "Char",          "Double",
     "Either", "Float",   "Int",     "Iterable", "Iterator", "Left",          "List",
     "Long",   "Map",     "Nil",     "None",     "Nothing",  "Option",        "Right",
     "Seq",    "Set",     "Short",   "Some",     "String",   "StringBuilder", "Unit",
     "Vector", "println", "require", "assert",   "print"});

// What packages and objects are known to hold that files open as a whole.
struct Package {
  std::string_view name;
  std::string_view members;
};
constexpr std::array kPackages = std::to_array<Package>({
    {"play.api", "Application Configuration Environment Logger Logging Mode"},
    {"play.api.mvc",
     "AbstractController Action ActionBuilder ActionFilter ActionRefiner AnyContent BaseController "
     "BodyParsers Call ControllerComponents Cookie Cookies DefaultActionBuilder EssentialAction "
     "EssentialFilter Filter Flash Handler Headers InjectedController MessagesAbstractController "
     "MessagesBaseController MessagesControllerComponents MessagesRequest PlayBodyParsers Request "
     "RequestHeader Result Results Session WebSocket WrappedRequest"},
    {"play.api.data", "Field Form FormError Mapping"},
    {"play.api.data.Forms",
     "boolean date default email ignored list longNumber mapping nonEmptyText number of optional "
     "seq single text tuple uuid"},
    {"play.api.inject", "ApplicationLifecycle Binding Module SimpleModule"},
    {"play.api.libs.json",
     "Format JsArray JsError JsNull JsNumber JsObject JsPath JsResult JsString JsSuccess JsValue "
     "Json OFormat OWrites Reads Writes __"},
    {"play.api.libs.ws", "WSClient WSRequest WSResponse"},
    {"play.api.test",
     "FakeRequest Helpers Injecting PlaySpecification WithApplication WithBrowser WithServer"},
    {"play.api.db", "Database"},
    {"javax.inject", "Inject Named Provider Singleton"},
    {"jakarta.inject", "Inject Named Provider Singleton"},
    {"akka.actor",
     "Actor ActorLogging ActorRef ActorSystem Cancellable Props Scheduler Stash Terminated Timers"},
    {"org.apache.pekko.actor",
     "Actor ActorLogging ActorRef ActorSystem Cancellable Props Scheduler Stash Terminated Timers"},
    {"akka.http.scaladsl.server.Directives",
     "complete delete entity get handleExceptions onComplete onSuccess parameters path pathEnd "
     "pathPrefix pathSingleSlash post put reject"},
    {"org.apache.pekko.http.scaladsl.server.Directives",
     "complete delete entity get handleExceptions onComplete onSuccess parameters path pathEnd "
     "pathPrefix pathSingleSlash post put reject"},
    {"akka.stream.scaladsl", "BroadcastHub Flow Keep MergeHub Sink Source"},
    {"org.apache.pekko.stream.scaladsl", "BroadcastHub Flow Keep MergeHub Sink Source"},
    {"scala.concurrent", "Await ExecutionContext Future Promise blocking"},
    {"scala.concurrent.duration", "Duration DurationInt FiniteDuration"},
    {"scala.util", "Failure Random Success Try Using"},
    {"scala.collection.mutable",
     "ArrayBuffer ArrayDeque Buffer HashMap HashSet LinkedHashMap ListBuffer PriorityQueue Queue "
     "Stack StringBuilder"},
    {"anorm", "Macro NamedParameter Row RowParser SQL SqlParser SqlQuery"},
    {"cats.effect", "ExitCode IO IOApp Ref Resource"},
    {"zio", "RIO Ref Runtime Schedule Task UIO URIO ZIO ZIOAppDefault ZLayer"},
    {"org.scalatestplus.play", "BaseOneAppPerSuite BaseOneServerPerSuite PlaySpec"},
});

}  // namespace

bool ScalaPackageHolds(std::string_view package, std::string_view name) {
  return std::any_of(kPackages.begin(), kPackages.end(), [&](const Package& one) {
    return one.name == package && HasWord(one.members, name);
  });
}

bool IsScalaName(std::string_view name) {
  return std::find(kPredef.begin(), kPredef.end(), name) != kPredef.end();
}

}  // namespace assay
