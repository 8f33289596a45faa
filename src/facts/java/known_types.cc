#include "facts/java/known_types.h"

#include <algorithm>
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
    "AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException "
    "ArrayStoreException AssertionError AutoCloseable Boolean BootstrapMethodError Byte "
    "CharSequence Character Class ClassCastException ClassCircularityError ClassFormatError "
    "ClassLoader ClassNotFoundException ClassValue CloneNotSupportedException Cloneable "
    "Comparable Deprecated Double Enum EnumConstantNotPresentException Error Exception "
    "ExceptionInInitializerError Float FunctionalInterface IllegalAccessError "
    "IllegalAccessException IllegalArgumentException IllegalCallerException "
    "IllegalMonitorStateException IllegalStateException IllegalThreadStateException "
    "IncompatibleClassChangeError IndexOutOfBoundsException InheritableThreadLocal "
    "InstantiationError InstantiationException Integer InternalError InterruptedException "
    "Iterable LayerInstantiationException LinkageError Long MatchException Math Module "
    "ModuleLayer NegativeArraySizeException NoClassDefFoundError NoSuchFieldError "
    "NoSuchFieldException NoSuchMethodError NoSuchMethodException NullPointerException Number "
    "NumberFormatException Object OutOfMemoryError Override Package Process ProcessBuilder "
    "ProcessHandle Readable Record ReflectiveOperationException Runnable Runtime "
    "RuntimeException RuntimePermission SafeVarargs ScopedValue SecurityException "
    "SecurityManager Short StackOverflowError StackTraceElement StackWalker StrictMath String "
    "StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings System Thread "
    "ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError "
    "UnsatisfiedLinkError UnsupportedClassVersionError UnsupportedOperationException "
    "VerifyError VirtualMachineError Void WrongThreadException";

constexpr Row kPackages[] = {
    {"java.util",
     "AbstractCollection AbstractList AbstractMap AbstractQueue AbstractSequentialList "
     "AbstractSet ArrayDeque ArrayList Arrays Base64 BitSet Calendar Collection Collections "
     "Comparator ConcurrentModificationException Currency Date Deque Dictionary "
     "DoubleSummaryStatistics DuplicateFormatFlagsException EmptyStackException EnumMap "
     "EnumSet Enumeration EventListener EventListenerProxy EventObject "
     "FormatFlagsConversionMismatchException Formattable FormattableFlags Formatter "
     "FormatterClosedException GregorianCalendar HashMap HashSet Hashtable HexFormat "
     "IdentityHashMap IllegalFormatCodePointException IllegalFormatConversionException "
     "IllegalFormatException IllegalFormatFlagsException IllegalFormatPrecisionException "
     "IllegalFormatWidthException IllformedLocaleException InputMismatchException "
     "IntSummaryStatistics InvalidPropertiesFormatException Iterator LinkedHashMap "
     "LinkedHashSet LinkedList List ListIterator ListResourceBundle Locale "
     "LongSummaryStatistics Map MissingFormatArgumentException MissingFormatWidthException "
     "MissingResourceException NavigableMap NavigableSet NoSuchElementException Objects "
     "Observable Observer Optional OptionalDouble OptionalInt OptionalLong PrimitiveIterator "
     "PriorityQueue Properties PropertyPermission PropertyResourceBundle Queue Random "
     "RandomAccess ResourceBundle Scanner SequencedCollection SequencedMap SequencedSet "
     "ServiceConfigurationError ServiceLoader Set SimpleTimeZone SortedMap SortedSet "
     "Spliterator Spliterators SplittableRandom Stack StringJoiner StringTokenizer TimeZone "
     "Timer TimerTask TooManyListenersException TreeMap TreeSet UUID "
     "UnknownFormatConversionException UnknownFormatFlagsException Vector WeakHashMap"},
    {"java.util.concurrent",
     "AbstractExecutorService ArrayBlockingQueue BlockingDeque BlockingQueue "
     "BrokenBarrierException Callable CancellationException CompletableFuture "
     "CompletionException CompletionService CompletionStage ConcurrentHashMap "
     "ConcurrentLinkedDeque ConcurrentLinkedQueue ConcurrentMap ConcurrentNavigableMap "
     "ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList CopyOnWriteArraySet "
     "CountDownLatch CountedCompleter CyclicBarrier DelayQueue Delayed Exchanger "
     "ExecutionException Executor ExecutorCompletionService ExecutorService Executors Flow "
     "ForkJoinPool ForkJoinTask ForkJoinWorkerThread Future FutureTask LinkedBlockingDeque "
     "LinkedBlockingQueue LinkedTransferQueue Phaser PriorityBlockingQueue RecursiveAction "
     "RecursiveTask RejectedExecutionException RejectedExecutionHandler RunnableFuture "
     "RunnableScheduledFuture ScheduledExecutorService ScheduledFuture "
     "ScheduledThreadPoolExecutor Semaphore StructuredTaskScope SubmissionPublisher "
     "SynchronousQueue ThreadFactory ThreadLocalRandom ThreadPoolExecutor TimeUnit "
     "TimeoutException TransferQueue"},
    {"java.util.concurrent.atomic",
     "AtomicBoolean AtomicInteger AtomicIntegerArray AtomicIntegerFieldUpdater AtomicLong "
     "AtomicLongArray AtomicLongFieldUpdater AtomicMarkableReference AtomicReference "
     "AtomicReferenceArray AtomicReferenceFieldUpdater AtomicStampedReference "
     "DoubleAccumulator DoubleAdder LongAccumulator LongAdder"},
    {"java.util.concurrent.locks",
     "AbstractOwnableSynchronizer AbstractQueuedLongSynchronizer AbstractQueuedSynchronizer "
     "Condition Lock LockSupport ReadWriteLock ReentrantLock ReentrantReadWriteLock "
     "StampedLock"},
    {"java.util.function",
     "BiConsumer BiFunction BiPredicate BinaryOperator BooleanSupplier Consumer "
     "DoubleBinaryOperator DoubleConsumer DoubleFunction DoublePredicate DoubleSupplier "
     "DoubleToIntFunction DoubleToLongFunction DoubleUnaryOperator Function IntBinaryOperator "
     "IntConsumer IntFunction IntPredicate IntSupplier IntToDoubleFunction IntToLongFunction "
     "IntUnaryOperator LongBinaryOperator LongConsumer LongFunction LongPredicate LongSupplier "
     "LongToDoubleFunction LongToIntFunction LongUnaryOperator ObjDoubleConsumer "
     "ObjIntConsumer ObjLongConsumer Predicate Supplier ToDoubleBiFunction ToDoubleFunction "
     "ToIntBiFunction ToIntFunction ToLongBiFunction ToLongFunction UnaryOperator"},
    {"java.util.stream",
     "BaseStream Collector Collectors DoubleStream IntStream LongStream Stream StreamSupport"},
    {"java.util.regex", "MatchResult Matcher Pattern PatternSyntaxException"},
    {"java.util.zip",
     "Adler32 CRC32 CRC32C CheckedInputStream CheckedOutputStream Checksum DataFormatException "
     "Deflater DeflaterInputStream DeflaterOutputStream GZIPInputStream GZIPOutputStream "
     "Inflater InflaterInputStream InflaterOutputStream ZipEntry ZipError ZipException ZipFile "
     "ZipInputStream ZipOutputStream"},
    {"java.util.logging",
     "ConsoleHandler ErrorManager FileHandler Filter Formatter Handler Level LogManager "
     "LogRecord Logger LoggingMXBean LoggingPermission MemoryHandler SimpleFormatter "
     "SocketHandler StreamHandler XMLFormatter"},
    {"java.io",
     "BufferedInputStream BufferedOutputStream BufferedReader BufferedWriter "
     "ByteArrayInputStream ByteArrayOutputStream CharArrayReader CharArrayWriter "
     "CharConversionException Closeable Console DataInput DataInputStream DataOutput "
     "DataOutputStream EOFException Externalizable File FileDescriptor FileFilter "
     "FileInputStream FileNotFoundException FileOutputStream FilePermission FileReader "
     "FileWriter FilenameFilter FilterInputStream FilterOutputStream FilterReader FilterWriter "
     "Flushable IOError IOException InputStream InputStreamReader InterruptedIOException "
     "InvalidClassException InvalidObjectException LineNumberInputStream LineNumberReader "
     "NotActiveException NotSerializableException ObjectInput ObjectInputFilter "
     "ObjectInputStream ObjectInputValidation ObjectOutput ObjectOutputStream "
     "ObjectStreamClass ObjectStreamConstants ObjectStreamException ObjectStreamField "
     "OptionalDataException OutputStream OutputStreamWriter PipedInputStream PipedOutputStream "
     "PipedReader PipedWriter PrintStream PrintWriter PushbackInputStream PushbackReader "
     "RandomAccessFile Reader SequenceInputStream Serial Serializable SerializablePermission "
     "StreamCorruptedException StreamTokenizer StringBufferInputStream StringReader "
     "StringWriter SyncFailedException UTFDataFormatException UncheckedIOException "
     "UnsupportedEncodingException WriteAbortedException Writer"},
    {"java.nio",
     "Buffer BufferOverflowException BufferUnderflowException ByteBuffer ByteOrder CharBuffer "
     "DoubleBuffer FloatBuffer IntBuffer InvalidMarkException LongBuffer MappedByteBuffer "
     "ReadOnlyBufferException ShortBuffer"},
    {"java.nio.charset",
     "CharacterCodingException Charset CharsetDecoder CharsetEncoder CoderMalfunctionError "
     "CoderResult CodingErrorAction IllegalCharsetNameException MalformedInputException "
     "StandardCharsets UnmappableCharacterException UnsupportedCharsetException"},
    {"java.nio.file",
     "AccessDeniedException AccessMode AtomicMoveNotSupportedException "
     "ClosedDirectoryStreamException ClosedFileSystemException ClosedWatchServiceException "
     "CopyOption DirectoryIteratorException DirectoryNotEmptyException DirectoryStream "
     "FileAlreadyExistsException FileStore FileSystem FileSystemAlreadyExistsException "
     "FileSystemException FileSystemLoopException FileSystemNotFoundException FileSystems "
     "FileVisitOption FileVisitResult FileVisitor Files InvalidPathException LinkOption "
     "LinkPermission NoSuchFileException NotDirectoryException NotLinkException OpenOption "
     "Path PathMatcher Paths ProviderMismatchException ProviderNotFoundException "
     "ReadOnlyFileSystemException SecureDirectoryStream SimpleFileVisitor StandardCopyOption "
     "StandardOpenOption StandardWatchEventKinds WatchEvent WatchKey WatchService Watchable"},
    {"java.nio.file.attribute",
     "AclEntry AclEntryFlag AclEntryPermission AclEntryType AclFileAttributeView AttributeView "
     "BasicFileAttributeView BasicFileAttributes DosFileAttributeView DosFileAttributes "
     "FileAttribute FileAttributeView FileOwnerAttributeView FileStoreAttributeView FileTime "
     "GroupPrincipal PosixFileAttributeView PosixFileAttributes PosixFilePermission "
     "PosixFilePermissions UserDefinedFileAttributeView UserPrincipal "
     "UserPrincipalLookupService UserPrincipalNotFoundException"},
    {"java.net",
     "Authenticator BindException CacheRequest CacheResponse ConnectException ContentHandler "
     "ContentHandlerFactory CookieHandler CookieManager CookiePolicy CookieStore "
     "DatagramPacket DatagramSocket DatagramSocketImpl DatagramSocketImplFactory FileNameMap "
     "HttpCookie HttpRetryException HttpURLConnection IDN Inet4Address Inet6Address "
     "InetAddress InetSocketAddress InterfaceAddress JarURLConnection MalformedURLException "
     "MulticastSocket NetPermission NetworkInterface NoRouteToHostException "
     "PasswordAuthentication PortUnreachableException ProtocolException ProtocolFamily Proxy "
     "ProxySelector ResponseCache SecureCacheResponse ServerSocket Socket SocketAddress "
     "SocketException SocketImpl SocketImplFactory SocketOption SocketOptions SocketPermission "
     "SocketTimeoutException StandardProtocolFamily StandardSocketOptions URI "
     "URISyntaxException URL URLClassLoader URLConnection URLDecoder URLEncoder URLPermission "
     "URLStreamHandler URLStreamHandlerFactory UnixDomainSocketAddress UnknownHostException "
     "UnknownServiceException"},
    {"java.net.http",
     "HttpClient HttpConnectTimeoutException HttpHeaders HttpRequest HttpResponse "
     "HttpTimeoutException WebSocket WebSocketHandshakeException"},
    {"java.sql",
     "Array BatchUpdateException Blob CallableStatement ClientInfoStatus Clob Connection "
     "ConnectionBuilder DataTruncation DatabaseMetaData Date Driver DriverAction DriverManager "
     "DriverPropertyInfo JDBCType NClob ParameterMetaData PreparedStatement PseudoColumnUsage "
     "Ref ResultSet ResultSetMetaData RowId RowIdLifetime SQLClientInfoException SQLData "
     "SQLDataException SQLException SQLFeatureNotSupportedException SQLInput "
     "SQLIntegrityConstraintViolationException SQLInvalidAuthorizationSpecException "
     "SQLNonTransientConnectionException SQLNonTransientException SQLOutput SQLPermission "
     "SQLRecoverableException SQLSyntaxErrorException SQLTimeoutException "
     "SQLTransactionRollbackException SQLTransientConnectionException SQLTransientException "
     "SQLType SQLWarning SQLXML Savepoint ShardingKey ShardingKeyBuilder Statement Struct Time "
     "Timestamp Types Wrapper"},
    {"javax.sql",
     "CommonDataSource ConnectionEvent ConnectionEventListener ConnectionPoolDataSource "
     "DataSource PooledConnection PooledConnectionBuilder RowSet RowSetEvent RowSetInternal "
     "RowSetListener RowSetMetaData RowSetReader RowSetWriter StatementEvent "
     "StatementEventListener XAConnection XAConnectionBuilder XADataSource"},
    {"java.text",
     "Annotation AttributedCharacterIterator AttributedString Bidi BreakIterator "
     "CharacterIterator ChoiceFormat CollationElementIterator CollationKey Collator "
     "CompactNumberFormat DateFormat DateFormatSymbols DecimalFormat DecimalFormatSymbols "
     "FieldPosition Format MessageFormat Normalizer NumberFormat ParseException ParsePosition "
     "RuleBasedCollator SimpleDateFormat StringCharacterIterator"},
    {"java.time",
     "Clock DateTimeException DayOfWeek Duration Instant InstantSource LocalDate LocalDateTime "
     "LocalTime Month MonthDay OffsetDateTime OffsetTime Period Year YearMonth ZoneId "
     "ZoneOffset ZonedDateTime"},
    {"java.time.format",
     "DateTimeFormatter DateTimeFormatterBuilder DateTimeParseException DecimalStyle "
     "FormatStyle ResolverStyle SignStyle TextStyle"},
    {"java.time.temporal",
     "ChronoField ChronoUnit IsoFields JulianFields Temporal TemporalAccessor TemporalAdjuster "
     "TemporalAdjusters TemporalAmount TemporalField TemporalQueries TemporalQuery "
     "TemporalUnit UnsupportedTemporalTypeException ValueRange WeekFields"},
    {"java.math", "BigDecimal BigInteger MathContext RoundingMode"},
    {"java.lang.annotation",
     "Annotation AnnotationFormatError AnnotationTypeMismatchException Documented ElementType "
     "IncompleteAnnotationException Inherited Native Repeatable Retention RetentionPolicy "
     "Target"},
    {"java.lang.reflect",
     "AccessibleObject AnnotatedArrayType AnnotatedElement AnnotatedParameterizedType "
     "AnnotatedType AnnotatedTypeVariable AnnotatedWildcardType Array Constructor Executable "
     "Field GenericArrayType GenericDeclaration GenericSignatureFormatError "
     "InaccessibleObjectException InvocationHandler InvocationTargetException "
     "MalformedParameterizedTypeException MalformedParametersException Member Method Modifier "
     "Parameter ParameterizedType Proxy RecordComponent ReflectPermission Type TypeVariable "
     "UndeclaredThrowableException WildcardType"},
    {"java.security",
     "AccessControlContext AccessControlException AccessController AlgorithmConstraints "
     "AlgorithmParameterGenerator AlgorithmParameterGeneratorSpi AlgorithmParameters "
     "AlgorithmParametersSpi AllPermission AuthProvider BasicPermission Certificate CodeSigner "
     "CodeSource CryptoPrimitive DigestException DigestInputStream DigestOutputStream "
     "DomainCombiner DomainLoadStoreParameter DrbgParameters GeneralSecurityException Guard "
     "GuardedObject Identity IdentityScope InvalidAlgorithmParameterException "
     "InvalidKeyException InvalidParameterException Key KeyException KeyFactory KeyFactorySpi "
     "KeyManagementException KeyPair KeyPairGenerator KeyPairGeneratorSpi KeyRep KeyStore "
     "KeyStoreException KeyStoreSpi MessageDigest MessageDigestSpi NoSuchAlgorithmException "
     "NoSuchProviderException PKCS12Attribute Permission PermissionCollection Permissions "
     "Policy PolicySpi Principal PrivateKey PrivilegedAction PrivilegedActionException "
     "PrivilegedExceptionAction ProtectionDomain Provider ProviderException PublicKey "
     "SecureClassLoader SecureRandom SecureRandomParameters SecureRandomSpi Security "
     "SecurityPermission Signature SignatureException SignatureSpi SignedObject Signer "
     "Timestamp URIParameter UnrecoverableEntryException UnrecoverableKeyException "
     "UnresolvedPermission"},
    {"javax.crypto",
     "AEADBadTagException BadPaddingException Cipher CipherInputStream CipherOutputStream "
     "CipherSpi DecapsulateException EncryptedPrivateKeyInfo ExemptionMechanism "
     "ExemptionMechanismException ExemptionMechanismSpi IllegalBlockSizeException KEM KEMSpi "
     "KeyAgreement KeyAgreementSpi KeyGenerator KeyGeneratorSpi Mac MacSpi "
     "NoSuchPaddingException NullCipher SealedObject SecretKey SecretKeyFactory "
     "SecretKeyFactorySpi ShortBufferException"},
    {"java.awt",
     "AWTError AWTEvent AWTEventMulticaster AWTException AWTKeyStroke AWTPermission "
     "ActiveEvent Adjustable AlphaComposite BasicStroke BorderLayout BufferCapabilities Button "
     "Canvas CardLayout Checkbox CheckboxGroup CheckboxMenuItem Choice Color Component "
     "ComponentOrientation Composite CompositeContext Container "
     "ContainerOrderFocusTraversalPolicy Cursor DefaultFocusTraversalPolicy "
     "DefaultKeyboardFocusManager Desktop Dialog Dimension DisplayMode Event EventQueue "
     "FileDialog FlowLayout FocusTraversalPolicy Font FontFormatException FontMetrics Frame "
     "GradientPaint Graphics Graphics2D GraphicsConfigTemplate GraphicsConfiguration "
     "GraphicsDevice GraphicsEnvironment GridBagConstraints GridBagLayout GridBagLayoutInfo "
     "GridLayout HeadlessException IllegalComponentStateException Image ImageCapabilities "
     "Insets ItemSelectable JobAttributes KeyEventDispatcher KeyEventPostProcessor "
     "KeyboardFocusManager Label LayoutManager LayoutManager2 LinearGradientPaint List "
     "MediaTracker Menu MenuBar MenuComponent MenuContainer MenuItem MenuShortcut MouseInfo "
     "MultipleGradientPaint PageAttributes Paint PaintContext Panel Point PointerInfo Polygon "
     "PopupMenu PrintGraphics PrintJob RadialGradientPaint Rectangle RenderingHints Robot "
     "ScrollPane ScrollPaneAdjustable Scrollbar SecondaryLoop Shape SplashScreen Stroke "
     "SystemColor SystemTray Taskbar TextArea TextComponent TextField TexturePaint Toolkit "
     "Transparency TrayIcon Window"},
    {"java.awt.image",
     "AbstractMultiResolutionImage AffineTransformOp AreaAveragingScaleFilter BandCombineOp "
     "BandedSampleModel BaseMultiResolutionImage BufferStrategy BufferedImage "
     "BufferedImageFilter BufferedImageOp ByteLookupTable ColorConvertOp ColorModel "
     "ComponentColorModel ComponentSampleModel ConvolveOp CropImageFilter DataBuffer "
     "DataBufferByte DataBufferDouble DataBufferFloat DataBufferInt DataBufferShort "
     "DataBufferUShort DirectColorModel FilteredImageSource ImageConsumer ImageFilter "
     "ImageObserver ImageProducer ImagingOpException IndexColorModel Kernel LookupOp "
     "LookupTable MemoryImageSource MultiPixelPackedSampleModel MultiResolutionImage "
     "PackedColorModel PixelGrabber PixelInterleavedSampleModel RGBImageFilter Raster "
     "RasterFormatException RasterOp RenderedImage ReplicateScaleFilter RescaleOp SampleModel "
     "ShortLookupTable SinglePixelPackedSampleModel TileObserver VolatileImage WritableRaster "
     "WritableRenderedImage"},
    {"javax.imageio",
     "IIOException IIOImage IIOParam IIOParamController ImageIO ImageReadParam ImageReader "
     "ImageTranscoder ImageTypeSpecifier ImageWriteParam ImageWriter"},
    {"javax.net", "ServerSocketFactory SocketFactory"},
    {"javax.net.ssl",
     "CertPathTrustManagerParameters ExtendedSSLSession HandshakeCompletedEvent "
     "HandshakeCompletedListener HostnameVerifier HttpsURLConnection KeyManager "
     "KeyManagerFactory KeyManagerFactorySpi KeyStoreBuilderParameters "
     "ManagerFactoryParameters SNIHostName SNIMatcher SNIServerName SSLContext SSLContextSpi "
     "SSLEngine SSLEngineResult SSLException SSLHandshakeException SSLKeyException "
     "SSLParameters SSLPeerUnverifiedException SSLPermission SSLProtocolException "
     "SSLServerSocket SSLServerSocketFactory SSLSession SSLSessionBindingEvent "
     "SSLSessionBindingListener SSLSessionContext SSLSocket SSLSocketFactory StandardConstants "
     "TrustManager TrustManagerFactory TrustManagerFactorySpi X509ExtendedKeyManager "
     "X509ExtendedTrustManager X509KeyManager X509TrustManager"},
    {"javax.naming",
     "AuthenticationException AuthenticationNotSupportedException BinaryRefAddr Binding "
     "CannotProceedException CommunicationException CompositeName CompoundName "
     "ConfigurationException Context ContextNotEmptyException InitialContext "
     "InsufficientResourcesException InterruptedNamingException InvalidNameException "
     "LimitExceededException LinkException LinkLoopException LinkRef MalformedLinkException "
     "Name NameAlreadyBoundException NameClassPair NameNotFoundException NameParser "
     "NamingEnumeration NamingException NamingSecurityException NoInitialContextException "
     "NoPermissionException NotContextException OperationNotSupportedException "
     "PartialResultException RefAddr Reference Referenceable ReferralException "
     "ServiceUnavailableException SizeLimitExceededException StringRefAddr "
     "TimeLimitExceededException"},
    {"javax.script",
     "AbstractScriptEngine Bindings Compilable CompiledScript Invocable ScriptContext "
     "ScriptEngine ScriptEngineFactory ScriptEngineManager ScriptException SimpleBindings "
     "SimpleScriptContext"},
    {"javax.xml.parsers",
     "DocumentBuilder DocumentBuilderFactory FactoryConfigurationError "
     "ParserConfigurationException SAXParser SAXParserFactory"},
    {"javax.xml.stream",
     "EventFilter FactoryConfigurationError Location StreamFilter XMLEventFactory "
     "XMLEventReader XMLEventWriter XMLInputFactory XMLOutputFactory XMLReporter XMLResolver "
     "XMLStreamConstants XMLStreamException XMLStreamReader XMLStreamWriter"},
    {"javax.xml.transform",
     "ErrorListener OutputKeys Result Source SourceLocator Templates Transformer "
     "TransformerConfigurationException TransformerException TransformerFactory "
     "TransformerFactoryConfigurationError URIResolver"},
    {"org.w3c.dom",
     "Attr CDATASection CharacterData Comment DOMConfiguration DOMError DOMErrorHandler "
     "DOMException DOMImplementation DOMImplementationList DOMImplementationSource DOMLocator "
     "DOMStringList Document DocumentFragment DocumentType Element ElementTraversal Entity "
     "EntityReference NameList NamedNodeMap Node NodeList Notation ProcessingInstruction Text "
     "TypeInfo UserDataHandler"},
    {"org.xml.sax",
     "AttributeList Attributes ContentHandler DTDHandler DocumentHandler EntityResolver "
     "ErrorHandler HandlerBase InputSource Locator Parser SAXException "
     "SAXNotRecognizedException SAXNotSupportedException SAXParseException XMLFilter XMLReader"},
    {"jakarta.persistence",
     "Access AttributeConverter AttributeOverride Basic Cacheable CascadeType CollectionTable "
     "Column Convert Converter DiscriminatorColumn DiscriminatorValue ElementCollection "
     "Embeddable Embedded EmbeddedId Entity EntityGraph EntityListeners EntityManager "
     "EntityManagerFactory EntityNotFoundException EnumType Enumerated FetchType ForeignKey "
     "GeneratedValue GenerationType Id IdClass Index Inheritance InheritanceType JoinColumn "
     "JoinColumns JoinTable Lob LockModeType ManyToMany ManyToOne MapKey MappedSuperclass "
     "MapsId NamedAttributeNode NamedEntityGraph NamedNativeQuery NamedQueries NamedQuery "
     "NoResultException OneToMany OneToOne OptimisticLockException OrderBy OrderColumn "
     "Persistence PersistenceContext PersistenceException PostLoad PostPersist PostRemove "
     "PostUpdate PrePersist PreRemove PreUpdate PrimaryKeyJoinColumn Query SecondaryTable "
     "SequenceGenerator Table TableGenerator Temporal TemporalType Transient TypedQuery "
     "UniqueConstraint Version"},
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
    {"java.util.Comparator",
     "comparing comparingDouble comparingInt comparingLong naturalOrder nullsFirst nullsLast "
     "reverseOrder"},
    {"java.util.Objects",
     "checkFromIndexSize checkFromToIndex checkIndex compare deepEquals hash isNull nonNull "
     "requireNonNull requireNonNullElse requireNonNullElseGet"},
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

bool IsOfPlatform(std::string_view package) {
  // `javax` is shared with what became Jakarta EE.
  static constexpr std::string_view kJdk[] = {"java.",
                                              "javax.accessibility",
                                              "javax.annotation.processing",
                                              "javax.crypto",
                                              "javax.imageio",
                                              "javax.lang.model",
                                              "javax.management",
                                              "javax.naming",
                                              "javax.net",
                                              "javax.print",
                                              "javax.rmi",
                                              "javax.script",
                                              "javax.security.auth",
                                              "javax.security.cert",
                                              "javax.security.sasl",
                                              "javax.sound",
                                              "javax.sql",
                                              "javax.swing",
                                              "javax.tools",
                                              "javax.xml.catalog",
                                              "javax.xml.crypto",
                                              "javax.xml.datatype",
                                              "javax.xml.namespace",
                                              "javax.xml.parsers",
                                              "javax.xml.stream",
                                              "javax.xml.transform",
                                              "javax.xml.validation",
                                              "javax.xml.xpath",
                                              "org.ietf.jgss",
                                              "org.w3c.dom",
                                              "org.xml.sax"};
  return std::any_of(std::begin(kJdk), std::end(kJdk),
                     [&](std::string_view root) { return package.starts_with(root); });
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
