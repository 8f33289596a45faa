#include "facts/java/known_types.h"

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text.h"

namespace assay {
namespace {

using Names = std::unordered_set<std::string_view>;

struct Row {
  std::string_view of;
  std::string_view names;
};

constexpr std::string_view kJavaLang =
    "Appendable AutoCloseable CharSequence Cloneable Comparable Iterable Readable Runnable Record "
    "Boolean Byte Character Class ClassLoader ClassValue Double Enum Float InheritableThreadLocal "
    "Integer Long Math Module Number Object Package Process ProcessBuilder ProcessHandle Runtime "
    "SecurityManager Short StackTraceElement StackWalker StrictMath String StringBuffer "
    "StringBuilder System Thread ThreadGroup ThreadLocal Throwable Void "
    "ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException ClassCastException "
    "ClassNotFoundException CloneNotSupportedException EnumConstantNotPresentException Exception "
    "IllegalAccessException IllegalArgumentException IllegalCallerException "
    "IllegalMonitorStateException IllegalStateException IllegalThreadStateException "
    "IndexOutOfBoundsException InstantiationException InterruptedException "
    "NegativeArraySizeException NoSuchFieldException NoSuchMethodException NullPointerException "
    "NumberFormatException ReflectiveOperationException RuntimeException SecurityException "
    "StringIndexOutOfBoundsException UnsupportedOperationException AssertionError Error "
    "ExceptionInInitializerError LinkageError NoClassDefFoundError OutOfMemoryError "
    "StackOverflowError UnsatisfiedLinkError VirtualMachineError Deprecated FunctionalInterface "
    "Override SafeVarargs SuppressWarnings";

constexpr Row kPackages[] = {
    {"java.util",
     "AbstractCollection AbstractList AbstractMap AbstractQueue AbstractSet ArrayDeque ArrayList "
     "Arrays Base64 BitSet Calendar Collection Collections Comparator "
     "ConcurrentModificationException "
     "Currency Date Deque Dictionary DoubleSummaryStatistics EmptyStackException EnumMap EnumSet "
     "Enumeration EventListener EventObject Formatter GregorianCalendar HashMap HashSet Hashtable "
     "HexFormat IdentityHashMap InputMismatchException IntSummaryStatistics Iterator LinkedHashMap "
     "LinkedHashSet LinkedList List ListIterator Locale LongSummaryStatistics Map "
     "MissingResourceException NavigableMap NavigableSet NoSuchElementException Objects Observable "
     "Observer Optional OptionalDouble OptionalInt OptionalLong PrimitiveIterator PriorityQueue "
     "Properties Queue Random RandomAccess ResourceBundle Scanner SequencedCollection SequencedMap "
     "SequencedSet ServiceLoader Set SimpleTimeZone SortedMap SortedSet Spliterator Spliterators "
     "SplittableRandom Stack StringJoiner StringTokenizer TimeZone Timer TimerTask TreeMap TreeSet "
     "UUID Vector WeakHashMap"},
    {"java.util.concurrent",
     "AbstractExecutorService ArrayBlockingQueue BlockingDeque BlockingQueue "
     "BrokenBarrierException "
     "Callable CancellationException CompletableFuture CompletionException CompletionService "
     "CompletionStage ConcurrentHashMap ConcurrentLinkedDeque ConcurrentLinkedQueue ConcurrentMap "
     "ConcurrentNavigableMap ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList "
     "CopyOnWriteArraySet CountDownLatch CyclicBarrier DelayQueue Delayed Exchanger "
     "ExecutionException Executor ExecutorCompletionService ExecutorService Executors Flow "
     "ForkJoinPool ForkJoinTask Future FutureTask LinkedBlockingDeque LinkedBlockingQueue "
     "LinkedTransferQueue Phaser PriorityBlockingQueue RecursiveAction RecursiveTask "
     "RejectedExecutionException RejectedExecutionHandler ScheduledExecutorService ScheduledFuture "
     "ScheduledThreadPoolExecutor Semaphore StructuredTaskScope SynchronousQueue ThreadFactory "
     "ThreadLocalRandom ThreadPoolExecutor TimeUnit TimeoutException TransferQueue"},
    {"java.util.concurrent.atomic",
     "AtomicBoolean AtomicInteger AtomicIntegerArray AtomicLong AtomicLongArray AtomicReference "
     "AtomicReferenceArray DoubleAdder LongAccumulator LongAdder"},
    {"java.util.concurrent.locks",
     "Condition Lock LockSupport ReadWriteLock ReentrantLock ReentrantReadWriteLock StampedLock"},
    {"java.util.function",
     "BiConsumer BiFunction BiPredicate BinaryOperator BooleanSupplier Consumer DoubleFunction "
     "DoubleSupplier Function IntBinaryOperator IntConsumer IntFunction IntPredicate IntSupplier "
     "IntUnaryOperator LongFunction LongSupplier Predicate Supplier ToDoubleFunction ToIntFunction "
     "ToLongFunction UnaryOperator"},
    {"java.util.stream",
     "BaseStream Collector Collectors DoubleStream IntStream LongStream Stream StreamSupport"},
    {"java.util.regex", "MatchResult Matcher Pattern PatternSyntaxException"},
    {"java.io",
     "BufferedInputStream BufferedOutputStream BufferedReader BufferedWriter ByteArrayInputStream "
     "ByteArrayOutputStream Closeable Console DataInputStream DataOutputStream EOFException File "
     "FileInputStream FileNotFoundException FileOutputStream FileReader FileWriter "
     "FilterInputStream "
     "Flushable IOException InputStream InputStreamReader ObjectInputStream ObjectOutputStream "
     "OutputStream OutputStreamWriter PrintStream PrintWriter RandomAccessFile Reader Serializable "
     "StreamTokenizer StringReader StringWriter UncheckedIOException UnsupportedEncodingException "
     "Writer"},
    {"java.nio.file",
     "DirectoryStream FileSystem FileSystems FileVisitResult FileVisitor Files LinkOption "
     "NoSuchFileException OpenOption Path Paths SimpleFileVisitor StandardCopyOption "
     "StandardOpenOption WatchService"},
    {"java.net",
     "DatagramPacket DatagramSocket HttpURLConnection InetAddress InetSocketAddress "
     "MalformedURLException ServerSocket Socket SocketException SocketTimeoutException URI "
     "URISyntaxException URL URLConnection URLDecoder URLEncoder UnknownHostException"},
    {"java.sql",
     "BatchUpdateException Blob CallableStatement Clob Connection DataSource DatabaseMetaData Date "
     "Driver DriverManager PreparedStatement ResultSet ResultSetMetaData SQLException "
     "SQLIntegrityConstraintViolationException Savepoint Statement Time Timestamp Types"},
    {"java.time",
     "Clock DayOfWeek Duration Instant LocalDate LocalDateTime LocalTime Month OffsetDateTime "
     "Period "
     "Year YearMonth ZoneId ZoneOffset ZonedDateTime"},
    {"java.math", "BigDecimal BigInteger MathContext RoundingMode"},
    {"java.security",
     "GeneralSecurityException InvalidKeyException Key KeyFactory KeyPair KeyPairGenerator "
     "KeyStore "
     "MessageDigest NoSuchAlgorithmException Principal PrivateKey PublicKey SecureRandom Security "
     "Signature"},
    {"javax.crypto",
     "Cipher KeyGenerator Mac SecretKey SecretKeyFactory BadPaddingException "
     "IllegalBlockSizeException NoSuchPaddingException"},
    {"jakarta.persistence",
     "Access AttributeConverter AttributeOverride Basic Cacheable CascadeType CollectionTable "
     "Column "
     "Convert Converter DiscriminatorColumn DiscriminatorValue ElementCollection Embeddable "
     "Embedded "
     "EmbeddedId Entity EntityGraph EntityListeners EntityManager EntityManagerFactory "
     "EntityNotFoundException EnumType Enumerated FetchType ForeignKey GeneratedValue "
     "GenerationType "
     "Id IdClass Index Inheritance InheritanceType JoinColumn JoinColumns JoinTable Lob "
     "LockModeType "
     "ManyToMany ManyToOne MapKey MappedSuperclass MapsId NamedAttributeNode NamedEntityGraph "
     "NamedNativeQuery NamedQueries NamedQuery NoResultException OneToMany OneToOne "
     "OptimisticLockException OrderBy OrderColumn Persistence PersistenceContext "
     "PersistenceException PostLoad PostPersist PostRemove PostUpdate PrePersist PreRemove "
     "PreUpdate "
     "PrimaryKeyJoinColumn Query SecondaryTable SequenceGenerator Table TableGenerator Temporal "
     "TemporalType Transient TypedQuery UniqueConstraint Version"},
};

// Packages that hold what another one does, under its newer or older name.
constexpr Row kSame[] = {{"javax.persistence", "jakarta.persistence"}};

constexpr Row kMembers[] = {
    {"org.mockito.Mockito",
     "after atLeast atLeastOnce atMost clearInvocations doAnswer doCallRealMethod doNothing "
     "doReturn "
     "doThrow inOrder lenient mock mockStatic never only reset spy timeout times verify "
     "verifyNoInteractions verifyNoMoreInteractions when withSettings"},
    {"org.mockito.ArgumentMatchers",
     "any anyBoolean anyCollection anyDouble anyInt anyIterable anyList anyLong anyMap anySet "
     "anyString argThat contains endsWith eq isA isNotNull isNull matches notNull nullable refEq "
     "same startsWith"},
    {"org.junit.jupiter.api.Assertions",
     "assertAll assertArrayEquals assertDoesNotThrow assertEquals assertFalse assertInstanceOf "
     "assertIterableEquals assertLinesMatch assertNotEquals assertNotNull assertNotSame assertNull "
     "assertSame assertThrows assertThrowsExactly assertTimeout assertTimeoutPreemptively "
     "assertTrue "
     "fail"},
    {"org.junit.Assert",
     "assertArrayEquals assertEquals assertFalse assertNotEquals assertNotNull assertNotSame "
     "assertNull assertSame assertThat assertThrows assertTrue fail"},
    {"org.assertj.core.api.Assertions",
     "assertThat assertThatCode assertThatExceptionOfType assertThatIllegalArgumentException "
     "assertThatNoException assertThatThrownBy catchThrowable entry tuple within"},
    {"org.hamcrest.Matchers",
     "allOf anyOf closeTo contains containsInAnyOrder containsString empty equalTo greaterThan "
     "hasItem hasItems hasKey hasProperty hasSize instanceOf is lessThan not notNullValue "
     "nullValue"},
    {"org.springframework.test.web.servlet.request.MockMvcRequestBuilders",
     "delete get head multipart options patch post put request"},
    {"org.springframework.test.web.servlet.result.MockMvcResultMatchers",
     "content cookie flash forwardedUrl handler header jsonPath model redirectedUrl request status "
     "view xpath"},
    {"java.lang.Math",
     "abs acos addExact asin atan atan2 cbrt ceil cos exp floor floorDiv floorMod hypot log log10 "
     "max "
     "min multiplyExact pow random round signum sin sqrt tan toDegrees toIntExact toRadians"},
    {"java.util.stream.Collectors",
     "averagingDouble averagingInt collectingAndThen counting filtering flatMapping groupingBy "
     "groupingByConcurrent joining mapping maxBy minBy partitioningBy reducing summingInt "
     "summingLong "
     "toCollection toConcurrentMap toList toMap toSet toUnmodifiableList toUnmodifiableSet"},
};

Names Words(std::string_view text) {
  const std::vector<std::string_view> words = Split(text, ' ');
  return Names(words.begin(), words.end());
}

using Table = std::unordered_map<std::string_view, Names>;

const Table& Packages() {
  static const Table kTable = [] {
    Table table;
    for (const Row& row : kPackages) table[row.of] = Words(row.names);
    for (const Row& row : kSame) table[row.of] = table[row.names];
    return table;
  }();
  return kTable;
}

const Table& Members() {
  static const Table kTable = [] {
    Table table;
    for (const Row& row : kMembers) table[row.of] = Words(row.names);
    return table;
  }();
  return kTable;
}

Holds Find(const Table& table, std::string_view of, std::string_view name) {
  const auto found = table.find(of);
  if (found == table.end()) return Holds::kNotKnown;
  return found->second.contains(name) ? Holds::kYes : Holds::kNo;
}

}  // namespace

bool IsJavaLangType(std::string_view name) {
  static const Names kNames = Words(kJavaLang);
  return kNames.contains(name);
}

Holds PackageHoldsType(std::string_view package, std::string_view type) {
  return Find(Packages(), package, type);
}

Holds ClassHoldsMember(std::string_view name, std::string_view member) {
  return Find(Members(), name, member);
}

bool IsCollectionInterface(std::string_view resolved) {
  static const Names kNames = Words(
      "maven:java.util#Collection maven:java.util#Deque maven:java.util#List maven:java.util#Map "
      "maven:java.util#NavigableMap maven:java.util#NavigableSet maven:java.util#Queue "
      "maven:java.util#Set maven:java.util#SortedMap maven:java.util#SortedSet "
      "maven:java.util.concurrent#BlockingQueue maven:java.util.concurrent#BlockingDeque "
      "maven:java.util.concurrent#ConcurrentMap maven:java.util.concurrent.locks#Lock");
  return kNames.contains(resolved);
}

}  // namespace assay
