#include "facts/php/known_names.h"

#include <unordered_set>
#include <vector>

#include "base/text.h"

namespace assay {
namespace {

constexpr std::string_view kOwnClasses =
    "__PHP_Incomplete_Class AllowDynamicProperties AMQPConnection AppendIterator "
    "ArgumentCountError ArithmeticError ArrayAccess ArrayIterator ArrayObject AssertionError "
    "Attribute BackedEnum BadFunctionCallException BadMethodCallException CachingIterator "
    "CallbackFilterIterator ClosedGeneratorException Closure Collator CompileError Countable "
    "CURLFile CURLStringFile DateInterval DatePeriod DateTime DateTimeImmutable DateTimeInterface "
    "DateTimeZone DeflateContext Deprecated DirectoryIterator DivisionByZeroError DomainException "
    "DOMAttr DOMDocument DOMDocumentFragment DOMElement DOMException DOMNode DOMNodeList DOMText "
    "DOMXPath EmptyIterator Error ErrorException Exception Fiber FiberError FilesystemIterator "
    "FilterIterator finfo Generator GlobIterator Imagick ImagickDraw ImagickPixel "
    "InfiniteIterator InflateContext IntlChar IntlDateFormatter IntlException "
    "InvalidArgumentException Iterator IteratorAggregate IteratorIterator JsonException "
    "JsonSerializable LengthException LibXMLError LimitIterator Locale LogicException Memcache "
    "Memcached MessageFormatter MultipleIterator mysqli mysqli_result mysqli_sql_exception "
    "mysqli_stmt NoDiscard NoRewindIterator Normalizer NumberFormatter OpenSSLAsymmetricKey "
    "OpenSSLCertificate OpenSSLCertificateSigningRequest OuterIterator OutOfBoundsException "
    "OutOfRangeException OverflowException Override ParentIterator ParseError PDO PDOException "
    "PDORow PDOStatement Phar PharData PharException PharFileInfo php_user_filter PhpToken "
    "RangeException RecursiveArrayIterator RecursiveCachingIterator "
    "RecursiveCallbackFilterIterator RecursiveDirectoryIterator RecursiveFilterIterator "
    "RecursiveIterator RecursiveIteratorIterator RecursiveRegexIterator RecursiveTreeIterator "
    "Redis RedisCluster RedisException Reflection ReflectionAttribute ReflectionClass "
    "ReflectionClassConstant ReflectionEnum ReflectionEnumBackedCase ReflectionEnumUnitCase "
    "ReflectionException ReflectionExtension ReflectionFiber ReflectionFunction "
    "ReflectionFunctionAbstract ReflectionGenerator ReflectionIntersectionType ReflectionMethod "
    "ReflectionNamedType ReflectionObject ReflectionParameter ReflectionProperty "
    "ReflectionReference ReflectionType ReflectionUnionType ReflectionZendExtension Reflector "
    "RegexIterator ReturnTypeWillChange RuntimeException SeekableIterator SensitiveParameter "
    "SensitiveParameterValue Serializable SessionHandler SessionHandlerInterface "
    "SessionIdInterface SessionUpdateTimestampHandlerInterface SimpleXMLElement SimpleXMLIterator "
    "SoapClient SoapFault SoapServer SodiumException SplDoublyLinkedList SplFileInfo "
    "SplFileObject SplFixedArray SplHeap SplMaxHeap SplMinHeap SplObjectStorage SplObserver "
    "SplPriorityQueue SplQueue SplStack SplSubject SplTempFileObject SQLite3 SQLite3Result "
    "SQLite3Stmt stdClass Stringable SysvMessageQueue SysvSemaphore SysvSharedMemory Throwable "
    "tidy Transliterator Traversable TypeError UnderflowException UnexpectedValueException "
    "UnhandledMatchError UnitEnum ValueError WeakMap WeakReference XMLReader XMLWriter "
    "XSLTProcessor ZipArchive";

}  // namespace

bool IsPhpClass(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames = [] {
    const std::vector<std::string_view> words = Split(kOwnClasses, ' ');
    return std::unordered_set<std::string_view>(words.begin(), words.end());
  }();
  return kNames.contains(name);
}

}  // namespace assay
